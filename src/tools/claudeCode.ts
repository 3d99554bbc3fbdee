/**
 * Claude Code: the command line and the editors' extensions write the same transcripts, one a session. They hold prompts, answers
 * and what commands printed; only a record of Claude Code's own that says that a call failed is read.
 */
import * as z from 'zod/mini';
import type { Observation } from '../engine/model.js';
import type { RecordFormat } from '../engine/records.js';
import { isCalledOff } from './isCalledOff.js';
import { parseJson } from './parseJson.js';
import { joinPath } from './path.js';
import { timeOf } from './timeOf.js';
import type { Place, ReadRecord, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** One object a line; its time stands somewhere within. */
const transcript: RecordFormat = { name: 'claudeTranscript', head: /^(?=\{)/ };

/** Where the quotes are not escaped they are the record's own: in a prompt they would be. */
const SIGNALS = ['"isApiErrorMessage":true', '"subtype":"api_error"', '"type":"assistant"'];

/** What Claude Code says in the model's place names no model that was asked. */
const SYNTHETIC = '<synthetic>';

const Line = z.object({
  type: z.string(),
  subtype: z.optional(z.string()),
  timestamp: z.optional(z.string()),
  isApiErrorMessage: z.optional(z.boolean()),
  apiErrorStatus: z.nullish(z.number()),
  requestId: z.nullish(z.string()),
  message: z.optional(
    z.object({
      model: z.optional(z.string()),
      content: z.optional(z.union([z.string(), z.array(z.object({ text: z.optional(z.string()) }))])),
    }),
  ),
  error: z.optional(z.unknown()),
});
type Line = z.infer<typeof Line>;

/** Of a call that is tried again: what came back, or why nothing did. */
const Retried = z.object({
  status: z.nullish(z.number()),
  requestID: z.nullish(z.string()),
  message: z.nullish(z.string()),
  error: z.nullish(z.unknown()),
  cause: z.nullish(z.object({ code: z.optional(z.string()), message: z.optional(z.string()) })),
});

function openReader(): ReadRecord {
  let model: string | null = null;
  return ({ text }) => {
    const line = parseJson(text, Line);
    if (!line) return null;
    const at = timeOf(line.timestamp);
    if (line.type === 'system' && line.subtype === 'api_error') return asFailure(readRetried(line), model, at);
    if (line.type !== 'assistant') return null;
    if (line.message?.model !== SYNTHETIC) {
      model = line.message?.model ?? model;
      return null;
    }
    return line.isApiErrorMessage === true ? asFailure(readAnswer(line), model, at) : null;
  };
}

function asFailure(seen: Observation | null, model: string | null, at: number | null): Observation | null {
  return seen === null || seen.raw === '' || isCalledOff(seen.raw) ? null : { ...seen, model, at };
}

function readAnswer({ message, apiErrorStatus, requestId }: Line): Observation {
  const content = message?.content ?? '';
  const raw = typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('\n');
  return { raw: raw.trim(), status: apiErrorStatus ?? null, headers: asHeaders(requestId) };
}

function readRetried({ error }: Line): Observation | null {
  const retried = Retried.safeParse(error);
  if (!retried.success) return null;
  const { status, requestID, message, error: body, cause } = retried.data;
  const unsent = cause?.message ?? cause?.code;
  // Where nothing came back the SDK's own words are these, and only what they are due to is kept.
  const raw = body ? JSON.stringify(body) : (message ?? (unsent === undefined ? '' : `Connection error. (${unsent})`));
  return { raw, status: status ?? null, headers: asHeaders(requestID) };
}

function asHeaders(requestId: string | null | undefined): Record<string, string> | null {
  return requestId ? { 'request-id': requestId } : null;
}

export const claudeCode: Tool = {
  id: 'claude-code',
  name: 'Claude Code',
  extension: { ids: ['anthropic.claude-code'] },
  // Seen in runs of Claude Code 2.1: an overloaded provider is asked for minutes without a word; a refused key, model or request has its own text.
  client: { userAgent: 'claude-cli/', persistent: true, hides: [401, 403, 404] },
  places: ({ environment: { platform, home, env } }) => {
    const place: Omit<Place, 'label' | 'segments'> = {
      root: joinPath(platform, env['CLAUDE_CONFIG_DIR'] || joinPath(platform, home, '.claude'), 'projects'),
      kind: 'lines',
      format: transcript,
      signals: SIGNALS,
      openReader,
    };
    return [
      { ...place, label: placeText('place.transcripts'), segments: ['*', '*.jsonl'] },
      { ...place, label: placeText('place.subagents'), segments: ['*', '*', 'subagents', '*.jsonl'] },
    ];
  },
  outOfReach: () => [
    {
      label: placeText('reach.ownWords'),
      reason: placeText('reach.claudeWords'),
    },
  ],
};
