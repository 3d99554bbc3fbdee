import type { Diagnosis } from './model.js';

/** There is credit, but less than the answer may cost that was asked for: OpenRouter's own words with a status of 402. */
export function asksForTooMuch({ message }: Pick<Diagnosis, 'message'>): boolean {
  return message.toLowerCase().includes('requires more credits, or fewer max_tokens');
}
