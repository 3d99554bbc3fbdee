/**
 * The classic bundle's `ui_messages.json`: what the chat shows, a failure with its status and the provider's own words. The text
 * of a failed call is a serialized `ClineError` (`cline/cline:apps/vscode/src/services/error/ClineError.ts`).
 */
import * as z from 'zod/mini';
import type { RecordFormat } from '../../engine/extract.js';
import type { Observation } from '../../engine/model.js';
import { parseJson } from '../parseJson.js';
import type { ReadRecord } from '../tool.js';

/** Each record of a snapshot is one object, and no text goes before it. */
export const uiMessagesFormat: RecordFormat = { name: 'clineUiMessages', head: /^(?=\{)/ };

export const uiMessagesSignals: readonly string[] = [
  '"api_req_failed"',
  '"error_retry"',
  '"say":"error"',
  'streamingFailedMessage',
];

const Message = z.object({
  ts: z.number(),
  ask: z.optional(z.string()),
  say: z.optional(z.string()),
  text: z.optional(z.string()),
  partial: z.optional(z.boolean()),
});

const Retry = z.object({ errorMessage: z.string(), failed: z.optional(z.boolean()) });
const Request = z.object({ streamingFailedMessage: z.string() });
const ClineError = z.object({ modelId: z.optional(z.string()), providerId: z.optional(z.string()) });

/** What Cline says after an empty answer that it has already told of. */
const EMPTY_ANSWER_AGAIN = 'No assistant message was received.';

/** What was told of one call already. */
interface Told {
  readonly raw: string;
  readonly ts: number;
  /** By the request's own row, which is written before the message that asks or retries. */
  byRequest: boolean;
}

/** Cline keeps a text once per retry; no call has more of them. */
const REMEMBERED = 32;

export function openUiMessagesReader(): ReadRecord {
  const told: Told[] = [];
  const tell = (raw: string, ts: number, byRequest: boolean): Observation => {
    told.push({ raw, ts, byRequest });
    if (told.length > REMEMBERED) told.shift();
    const error = parseJson(raw, ClineError);
    return { raw, provider: error?.providerId ?? null, model: error?.modelId ?? null };
  };
  return ({ text }) => {
    const message = parseJson(text, Message);
    if (!message || message.partial || message.text === undefined) return null;
    const { ts } = message;
    if (message.say === 'api_req_started') {
      // Set before a retry and taken away after it, or left where nothing else will tell of the failure.
      const raw = parseJson(message.text, Request)?.streamingFailedMessage;
      return raw === undefined || told.some((call) => call.raw === raw && call.ts >= ts) ? null : tell(raw, ts, true);
    }
    const raw = readFailure(message.ask ?? message.say, message.text);
    if (raw === null) return null;
    const ofRequest = told.find((call) => call.byRequest && call.raw === raw && call.ts <= ts);
    if (!ofRequest) return tell(raw, ts, false);
    ofRequest.byRequest = false;
    return null;
  };
}

function readFailure(kind: string | undefined, text: string): string | null {
  if (kind === 'api_req_failed') return text.startsWith(EMPTY_ANSWER_AGAIN) ? null : text;
  if (kind === 'error_retry') {
    const retry = parseJson(text, Retry);
    // The last one repeats what `api_req_failed`, or the request's own row, tells.
    return !retry || retry.failed || retry.errorMessage.startsWith(EMPTY_ANSWER_AGAIN) ? null : retry.errorMessage;
  }
  // `error` is also said of tools; only this one is the model's.
  return kind === 'error' && text.startsWith('Invalid API Response: ') ? text : null;
}
