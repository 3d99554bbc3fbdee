/** A diagnosis in plain words. The one place where its texts are made, for the status bar, the panel and the command line. */
import type { Diagnosis } from './model.js';

export interface Explanation {
  /** At most three words, for the status bar: `Bedrock rate limit`. */
  readonly short: string;
  /** One sentence that names who refused and what: `Amazon Bedrock is rate-limiting claude-sonnet-4.6 behind OpenRouter.` */
  readonly cause: string;
  /** Who refused, in words: `The provider, Amazon Bedrock` / `The gateway, OpenRouter` / `The network` / `Cline itself`. */
  readonly refusedBy: string;
  /** Whether a retry can help and when: `A retry can help in 12 s.` */
  readonly retry: string;
}

export type Explain = (diagnosis: Diagnosis) => Explanation;

export const explain: Explain = (diagnosis) => ({
  short: diagnosis.category,
  cause: diagnosis.message,
  refusedBy: diagnosis.origin ?? 'Nobody knows',
  retry: diagnosis.retryable === true ? 'A retry can help.' : 'A retry will not help.',
});
