/** A storm of failures, as a tool makes one that repeats its calls without a pause: what is asked of the stand-in, and what it tells. */

/** What the failing provider hands the stand-in to begin one. */
export const STORM = 'storm';

export const storm = {
  failures: 5_000,
  /** A quarter of a minute: four times as many a second as a tool has been seen to write. */
  seconds: 15,
  /** The scenarios that take turns, each a cause of its own. */
  causes: ['overloaded', 'no-credits', 'bad-key', 'unknown-model', 'gateway-rate-limit'],
} as const;
