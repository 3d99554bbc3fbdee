/** Takes keys, tokens, prompts, e-mail addresses and home folders out of a text. Linear in its length. */
import { cue, findCues, has, type Cues } from './cues.js';
import { redactHomes, redactMail } from './redact/persons.js';
import { redactPrompts } from './redact/prompts.js';
import { redactFields, redactKeys, redactTokens, redactUserinfo } from './redact/secrets.js';

/**
 * Runs before anything is stored, shown, copied or sent. Idempotent. What the diagnosis rests on stays: request ids, model
 * ids, status codes, hosts, codes and the error's own words. `cues` are those of the text, or of several of which it was made.
 */
export function redact(text: string, cues: Cues = findCues(text)): string {
  let safe = redactPrompts(text, cues);
  if (has(cues, AT)) safe = redactUserinfo(safe);
  safe = redactKeys(redactTokens(redactFields(safe, cues), cues), cues);
  if (has(cues, AT)) safe = redactMail(safe);
  return redactHomes(safe);
}

/** Of a user's part in an address, and of an e-mail's. */
const AT = cue('@');
