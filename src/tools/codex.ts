/**
 * Codex (`openai/codex`): command line, desktop and the editor's extension `openai.chatgpt` write the same rollouts, one a session.
 * They hold prompts and answers too; of them only what says that a turn failed is read, and which model was asked.
 */
import * as z from 'zod/mini';
import type { Observation } from '../engine/model.js';
import type { RecordFormat } from '../engine/records.js';
import { isCalledOff } from './isCalledOff.js';
import { parseJson } from './parseJson.js';
import { joinPath } from './path.js';
import type { ReadRecord, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** One object a line, its time first. */
const rollout: RecordFormat = {
  name: 'codexRollout',
  head: /^(?=\{(?:"timestamp":"(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)")?)/,
};

/** `"usage_limit_exceeded"`, or `{"response_too_many_failed_attempts":{"http_status_code":429}}`. */
const Info = z.union([z.string(), z.record(z.string(), z.object({ http_status_code: z.nullish(z.number()) }))]);
const Failure = z.object({ message: z.string(), codex_error_info: z.nullish(z.unknown()) });

const Line = z.object({
  type: z.string(),
  payload: z.object({
    type: z.optional(z.string()),
    message: z.optional(z.unknown()),
    codex_error_info: z.optional(z.unknown()),
    error: z.optional(z.unknown()),
    model: z.optional(z.unknown()),
    model_provider: z.optional(z.unknown()),
  }),
});

interface Session {
  model: string | null;
  provider: string | null;
  /** The failure that was told last: an error's own event is followed by the turn's end, which repeats it. */
  told: string | null;
}

function openReader(): ReadRecord {
  const session: Session = { model: null, provider: null, told: null };
  return ({ text }) => {
    const line = parseJson(text, Line);
    return line && readLine(line, session);
  };
}

function readLine({ type, payload }: z.infer<typeof Line>, session: Session): Observation | null {
  if (type === 'session_meta') session.provider = known(payload.model_provider);
  if (type === 'turn_context') {
    session.model = known(payload.model) ?? session.model;
    session.told = null;
  }
  if (type !== 'event_msg') return null;
  const failed = payload.type === 'error' ? payload : payload.type === 'task_complete' ? payload.error : null;
  const failure = Failure.safeParse(failed);
  if (!failure.success || isCalledOff(failure.data.message) || failure.data.message === session.told) return null;
  const { message, codex_error_info: info } = failure.data;
  session.told = message;
  return { ...readFailure(message, Info.safeParse(info).data), provider: session.provider, model: session.model };
}

/** Codex's own name for what happened says more than its words, which are for a person; a status it keeps beside both. */
function readFailure(message: string, info: z.infer<typeof Info> | undefined): Observation {
  if (typeof info === 'string') return { raw: info === 'other' ? message : JSON.stringify({ message, codex_error_info: info }) };
  const status = Object.values(info ?? {}).find(({ http_status_code: code }) => typeof code === 'number')?.http_status_code;
  return { raw: message, status: status ?? null };
}

function known(name: unknown): string | null {
  return typeof name === 'string' && name !== '' ? name : null;
}

export const codex: Tool = {
  id: 'codex',
  name: 'Codex',
  extension: { ids: ['openai.chatgpt'] },
  // Seen in runs of codex 0.169: a 429 is shown as "exceeded retry limit, last status: 429 Too Many Requests", without its message.
  client: { userAgent: 'codex_', persistent: true },
  places: ({ environment: { platform, home, env } }) => [
    {
      label: placeText('place.sessions'),
      root: joinPath(platform, env['CODEX_HOME'] || joinPath(platform, home, '.codex'), 'sessions'),
      segments: ['*', '*', '*', 'rollout-*.jsonl'],
      kind: 'lines',
      format: rollout,
      signals: ['"codex_error_info"', '"type":"turn_context"', '"type":"session_meta"'],
      openReader,
    },
  ],
  outOfReach: () => [
    {
      label: placeText('reach.ownWords'),
      reason: placeText('reach.codexWords'),
    },
  ],
};
