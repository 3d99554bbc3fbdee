/** Takes keys, tokens, prompts, e-mail addresses and home folders out of a text. Linear in its length. */
import { redactHomes, redactMail } from './redact/persons.js';
import { redactPrompts } from './redact/prompts.js';
import { redactFields, redactKeys, redactTokens, redactUserinfo } from './redact/secrets.js';

/**
 * Runs before anything is stored, shown, copied or sent. Idempotent. What the diagnosis rests on stays: request ids, model
 * ids, status codes, hosts, codes and the error's own words.
 */
export function redact(text: string): string {
  return redactHomes(redactMail(redactKeys(redactTokens(redactFields(redactUserinfo(redactPrompts(text)))))));
}
