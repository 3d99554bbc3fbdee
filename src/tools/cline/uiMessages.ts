/**
 * The classic bundle's `ui_messages.json`: what the chat shows, a failure with its status and the provider's own words. The text
 * of a failed call is a serialized `ClineError` (`cline/cline:apps/vscode/src/services/error/ClineError.ts`).
 */
import * as z from 'zod/mini';
import type { RecordFormat } from '../../engine/records.js';
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

interface Failure {
  readonly raw: string;
  readonly ts: number;
  /** Told by the request's own row, which is written before the message that retries or asks. */
  readonly byRequest: boolean;
}

/** A request's row that was told of, and the message that repeated it. */
interface Told extends Failure {
  repeatedAt: number | null;
}

/** More than the retries of any call. */
const REMEMBERED = 64;

export function openUiMessagesReader(): ReadRecord {
  const told: Told[] = [];
  return ({ text }) => {
    const message = parseJson(text, Message);
    const failure = message && !message.partial ? readFailure(message) : null;
    if (!failure || wasTold(told, failure)) return null;
    told.push({ ...failure, repeatedAt: null });
    if (told.length > REMEMBERED) told.shift();
    const error = parseJson(failure.raw, ClineError);
    return { raw: failure.raw, provider: error?.providerId ?? null, model: error?.modelId ?? null };
  };
}

/** A failed call stands in a request's row, in a message, or in both with the same words; and each is written many times over. */
function wasTold(told: readonly Told[], { raw, ts, byRequest }: Failure): boolean {
  const same = told.filter((call) => call.raw === raw);
  if (byRequest) return same.some((call) => call.ts >= ts);
  if (same.some((call) => !call.byRequest && call.ts === ts)) return true;
  const request = same.find((call) => call.byRequest && call.ts <= ts && (call.repeatedAt ?? ts) === ts);
  if (request) request.repeatedAt = ts;
  return request !== undefined;
}

function readFailure({ ts, ask, say, text = '' }: z.infer<typeof Message>): Failure | null {
  // Set before a retry and taken away after it; left where no message follows.
  if (say === 'api_req_started') return failed(parseJson(text, Request)?.streamingFailedMessage, ts, true);
  if (ask === 'api_req_failed') return failed(text, ts);
  // The last retry's message repeats what `api_req_failed` or the request's row tells.
  if (say === 'error_retry') {
    const retry = parseJson(text, Retry);
    return retry?.failed ? null : failed(retry?.errorMessage, ts);
  }
  // `error` is also said of tools; only this one is the model's.
  return say === 'error' && text.startsWith('Invalid API Response: ') ? failed(text, ts) : null;
}

function failed(raw: string | undefined, ts: number, byRequest = false): Failure | null {
  return raw === undefined || raw === '' || raw.startsWith(EMPTY_ANSWER_AGAIN) ? null : { raw, ts, byRequest };
}
