/**
 * A message of Roo Code's chat, as it stands in `ui_messages.json` and as its API hands it out (`RooCodeInc/Roo-Code:packages/types`).
 * Zoo Code goes on with the same code, and Kilo Code up to 5 was made of it. Texts are plain, the HTTP status in the first line where
 * it is known; OpenRouter's `metadata.raw` stands in them word for word.
 */
import * as z from 'zod/mini';
import type { Observation } from '../../engine/model.js';
import { isCalledOff } from '../isCalledOff.js';
import { parseJson } from '../parseJson.js';

export const Message = z.object({
  ts: z.number(),
  ask: z.optional(z.string()),
  say: z.optional(z.string()),
  text: z.optional(z.string()),
  partial: z.optional(z.boolean()),
});
export type Message = z.infer<typeof Message>;

const Request = z.object({ streamingFailedMessage: z.string(), cancelReason: z.optional(z.string()) });

/** Rewritten each second of a countdown. */
const COUNTDOWN = /<retry_timer>\d{0,9}<\/retry_timer>/g;

/** What Kilo Code asks where its own gateway refused. */
const REFUSALS: ReadonlySet<string> = new Set([
  'payment_required_prompt',
  'unauthorized_prompt',
  'promotion_model_sign_up_required_prompt',
  'invalid_model',
]);

/** More than the messages that one moment changes. */
const REMEMBERED = 64;

/** A reader of one chat's messages in their order: the same failure comes many times over, and is told once. */
export function openMessageReader(): (message: Message) => Observation | null {
  const told: string[] = [];
  return (message) => {
    const raw = readText(message);
    if (raw === null || raw === '' || isCalledOff(raw)) return null;
    const key = `${message.ts} ${raw}`;
    if (told.includes(key)) return null;
    told.push(key);
    if (told.length > REMEMBERED) told.shift();
    return { raw, status: Number(/^(\d{3})\n/.exec(raw)?.[1] ?? 0) || null };
  };
}

function readText({ ask, say, text = '', partial }: Message): string | null {
  // The one message that is told while it is still being written: the wait that it counts down may take ten minutes.
  if (say === 'api_req_retry_delayed') return text.replaceAll(COUNTDOWN, '').trim();
  if (partial) return null;
  if (ask === 'api_req_failed' || (ask !== undefined && REFUSALS.has(ask))) return text.trim();
  if (say === 'api_req_started') {
    const request = parseJson(text, Request);
    return request?.cancelReason === 'user_cancelled' ? null : (request?.streamingFailedMessage.trim() ?? null);
  }
  // A code, which the chat shows in the user's own language; these are its English words.
  return say === 'error' && text === 'MODEL_NO_ASSISTANT_MESSAGES'
    ? 'Unexpected API Response: The language model did not provide any assistant messages.'
    : null;
}
