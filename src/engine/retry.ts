/**
 * What to do after a failed attempt: wait and try the same place again, go on to the next link, or give up. The endpoint's
 * policy and the panel's countdown are this one function; it decides by category, never by status alone.
 */
import type { Category, Diagnosis } from './model.js';

export interface RetryPolicy {
  /** Attempts at one place, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** For everything since the first attempt, the waits included. */
  readonly budgetMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 3, baseMs: 500, capMs: 30_000, budgetMs: 120_000 };

/** A further place to try. `for` names the categories that it is kept for; without it, it is for all that may go on at all. */
export interface NextLink {
  readonly for?: readonly Category[];
}

export interface FailedAttempt {
  readonly diagnosis: Pick<Diagnosis, 'category' | 'retryable' | 'retryAfterSeconds'>;
  /** How many attempts this place has had, this one included. */
  readonly attempt: number;
  /** Since the first attempt at the first place. */
  readonly elapsedMs: number;
  /** Whether content has reached the client: then nothing is repeated. */
  readonly committed: boolean;
  /** The links that are left, in order. */
  readonly links: readonly NextLink[];
}

export type RetryDecision =
  | { readonly kind: 'wait'; /** From now. */ readonly ms: number; readonly reason: 'hint' | 'backoff' }
  | {
      readonly kind: 'fall-back';
      /** Index in `links`. */
      readonly link: number;
      readonly reason: 'never-here' | 'attempts-spent' | 'over-budget';
    }
  | {
      readonly kind: 'give-up';
      readonly reason: 'committed' | 'cancelled' | 'not-a-failure' | 'never-here' | 'attempts-spent' | 'over-budget';
      /** The server's own hint, to be handed on. */
      readonly retryAfterSeconds: number | null;
    };

/** How often a category may try the same place, and whether it may go on to a link that does not name it. */
interface Rule {
  readonly samePlace: 'policy' | 'once' | 'never';
  readonly goesOn: 'any-link' | 'named-link' | 'no-link';
}

const TRANSIENT: Rule = { samePlace: 'policy', goesOn: 'any-link' };
/** Nobody knows what failed: one more try costs little, more may cost the same request many times over. */
const UNSURE: Rule = { samePlace: 'once', goesOn: 'any-link' };
const NOT_HERE: Rule = { samePlace: 'never', goesOn: 'any-link' };
/** The same request fails elsewhere too, unless the place was chosen for it: a larger window, another filter. */
const REQUEST: Rule = { samePlace: 'never', goesOn: 'named-link' };
const OVER: Rule = { samePlace: 'never', goesOn: 'no-link' };

const RULES: Readonly<Record<Category, Rule>> = {
  rate_limit: TRANSIENT,
  overloaded: TRANSIENT,
  server_error: TRANSIENT,
  bad_gateway: TRANSIENT,
  timeout: TRANSIENT,
  network: TRANSIENT,
  stream_interrupted: UNSURE,
  unknown: UNSURE,
  quota_exhausted: NOT_HERE,
  billing: NOT_HERE,
  authentication: NOT_HERE,
  permission: NOT_HERE,
  region_restricted: NOT_HERE,
  model_not_found: NOT_HERE,
  routing: NOT_HERE,
  context_length: REQUEST,
  content_filter: REQUEST,
  invalid_request: REQUEST,
  cancelled: OVER,
  not_an_error: OVER,
};

/** @param random in [0, 1) */
export function decideRetry(failed: FailedAttempt, policy: RetryPolicy, random: () => number): RetryDecision {
  const { diagnosis } = failed;
  const hintSeconds = readHint(diagnosis.retryAfterSeconds);
  const giveUp = (reason: (RetryDecision & { kind: 'give-up' })['reason']): RetryDecision => ({
    kind: 'give-up',
    reason,
    retryAfterSeconds: hintSeconds,
  });
  if (failed.committed) return giveUp('committed');
  if (diagnosis.category === 'cancelled') return giveUp('cancelled');
  if (diagnosis.category === 'not_an_error') return giveUp('not-a-failure');

  const rule = RULES[diagnosis.category];
  const leave = (reason: 'never-here' | 'attempts-spent' | 'over-budget'): RetryDecision => {
    const link = failed.links.findIndex((candidate) => takes(candidate, diagnosis.category, rule));
    return link === -1 ? giveUp(reason) : { kind: 'fall-back', link, reason };
  };
  if (rule.samePlace === 'never' || diagnosis.retryable === false) return leave('never-here');
  const attempts = rule.samePlace === 'once' ? Math.min(2, policy.attempts) : policy.attempts;
  if (failed.attempt >= attempts) return leave('attempts-spent');

  // Full jitter: AWS Architecture Blog, "Exponential Backoff And Jitter". On a hint it comes on top, never below.
  const jitterMs = random() * Math.min(policy.capMs, policy.baseMs * 2 ** (failed.attempt - 1));
  const leftMs = policy.budgetMs - failed.elapsedMs;
  const floorMs = hintSeconds === null ? 0 : hintSeconds * 1000;
  if (leftMs <= 0 || floorMs > leftMs) return leave('over-budget');
  return { kind: 'wait', ms: Math.ceil(Math.min(floorMs + jitterMs, leftMs)), reason: hintSeconds === null ? 'backoff' : 'hint' };
}

function readHint(seconds: number | null): number | null {
  return seconds !== null && seconds >= 0 ? seconds : null;
}

function takes(link: NextLink, category: Category, rule: Rule): boolean {
  if (link.for) return rule.goesOn !== 'no-link' && link.for.includes(category);
  return rule.goesOn === 'any-link';
}
