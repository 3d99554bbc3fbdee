import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Category } from '../../src/engine/model.js';
import { decideRetry, defaultRetryPolicy, type FailedAttempt, type NextLink, type RetryPolicy } from '../../src/engine/retry.js';

const policy: RetryPolicy = { attempts: 3, baseMs: 500, capMs: 30_000, budgetMs: 120_000 };
const half = (): number => 0.5;
const plain: NextLink = {};

interface Given {
  readonly hint?: number | null;
  readonly retryable?: boolean | null;
  readonly attempt?: number;
  readonly elapsedMs?: number;
  readonly committed?: boolean;
  readonly links?: readonly NextLink[];
}

function failed(category: Category, given: Given = {}): FailedAttempt {
  return {
    diagnosis: { category, retryable: given.retryable ?? null, retryAfterSeconds: given.hint ?? null },
    attempt: given.attempt ?? 1,
    elapsedMs: given.elapsedMs ?? 0,
    committed: given.committed ?? false,
    links: given.links ?? [],
  };
}

describe('a rate limit', () => {
  it('waits for the hint, with jitter on top', () => {
    expect(decideRetry(failed('rate_limit', { hint: 12 }), policy, half)).toEqual({ kind: 'wait', ms: 12_250, reason: 'hint' });
  });

  it('backs off with full jitter where there is no hint, up to the cap', () => {
    expect(decideRetry(failed('rate_limit', { attempt: 2 }), policy, half)).toEqual({ kind: 'wait', ms: 500, reason: 'backoff' });
    const capped = { ...policy, attempts: 20 };
    expect(decideRetry(failed('rate_limit', { attempt: 15 }), capped, half)).toEqual({
      kind: 'wait',
      ms: 15_000,
      reason: 'backoff',
    });
  });

  it.each([Number.NaN, -1])('takes a hint of %d for none', (hint) => {
    expect(decideRetry(failed('rate_limit', { hint }), policy, half)).toEqual({ kind: 'wait', ms: 250, reason: 'backoff' });
  });

  it('goes on at once where the wait is longer than the budget allows', () => {
    const decision = decideRetry(failed('rate_limit', { hint: 3480, links: [plain] }), policy, half);
    expect(decision).toEqual({ kind: 'fall-back', link: 0, reason: 'over-budget' });
    expect(decideRetry(failed('rate_limit', { hint: 30, elapsedMs: 100_000, links: [plain] }), policy, half).kind).toBe(
      'fall-back',
    );
  });

  it('gives up with the hint where there is no next link', () => {
    expect(decideRetry(failed('rate_limit', { hint: 3480 }), policy, half)).toEqual({
      kind: 'give-up',
      reason: 'over-budget',
      retryAfterSeconds: 3480,
    });
  });

  it('goes on after the attempts', () => {
    expect(decideRetry(failed('rate_limit', { hint: 1, attempt: 3, links: [plain] }), policy, half)).toEqual({
      kind: 'fall-back',
      link: 0,
      reason: 'attempts-spent',
    });
  });
});

describe('the table', () => {
  it.each(['rate_limit', 'overloaded', 'server_error', 'bad_gateway', 'timeout', 'network'] as const)(
    '%s is tried again, then elsewhere',
    (category) => {
      expect(decideRetry(failed(category, { attempt: 2, links: [plain] }), policy, half).kind).toBe('wait');
      expect(decideRetry(failed(category, { attempt: 3, links: [plain] }), policy, half).kind).toBe('fall-back');
      expect(decideRetry(failed(category, { attempt: 3 }), policy, half)).toMatchObject({
        kind: 'give-up',
        reason: 'attempts-spent',
      });
    },
  );

  it.each(['stream_interrupted', 'unknown'] as const)('%s is tried again once', (category) => {
    expect(decideRetry(failed(category, { links: [plain] }), policy, half).kind).toBe('wait');
    expect(decideRetry(failed(category, { attempt: 2, links: [plain] }), policy, half).kind).toBe('fall-back');
    expect(decideRetry(failed(category, { links: [plain] }), { ...policy, attempts: 1 }, half).kind).toBe('fall-back');
  });

  it.each([
    'quota_exhausted',
    'billing',
    'authentication',
    'permission',
    'region_restricted',
    'model_not_found',
    'routing',
  ] as const)('%s is never tried again in the same place', (category) => {
    expect(decideRetry(failed(category, { hint: 1, links: [plain] }), policy, half)).toEqual({
      kind: 'fall-back',
      link: 0,
      reason: 'never-here',
    });
    expect(decideRetry(failed(category, { hint: 40 }), policy, half)).toEqual({
      kind: 'give-up',
      reason: 'never-here',
      retryAfterSeconds: 40,
    });
  });

  it.each(['context_length', 'content_filter', 'invalid_request'] as const)('%s goes only to links that name it', (category) => {
    expect(decideRetry(failed(category, { links: [plain] }), policy, half)).toMatchObject({
      kind: 'give-up',
      reason: 'never-here',
    });
    const links: NextLink[] = [plain, { for: ['rate_limit'] }, { for: [category] }];
    expect(decideRetry(failed(category, { links }), policy, half)).toEqual({ kind: 'fall-back', link: 2, reason: 'never-here' });
  });

  it('cancelled is neither tried again nor elsewhere, even where a link names it', () => {
    expect(decideRetry(failed('cancelled', { links: [plain, { for: ['cancelled'] }] }), policy, half)).toMatchObject({
      kind: 'give-up',
      reason: 'cancelled',
    });
  });

  it('a link that is kept for other categories is passed over', () => {
    const links: NextLink[] = [{ for: ['context_length'] }, plain];
    expect(decideRetry(failed('billing', { links }), policy, half)).toMatchObject({ kind: 'fall-back', link: 1 });
    expect(decideRetry(failed('billing', { links: [{ for: ['context_length'] }] }), policy, half).kind).toBe('give-up');
  });

  it('a diagnosis that rules a retry out overrules its category', () => {
    expect(decideRetry(failed('network', { retryable: false, links: [plain] }), policy, half)).toMatchObject({
      kind: 'fall-back',
      reason: 'never-here',
    });
  });
});

const anyFailure = fc.record({
  category: fc.constantFrom(...Category.options),
  hint: fc.option(fc.oneof(fc.double({ min: -10, max: 1e6, noNaN: true }), fc.constantFrom(Infinity, 0)), { nil: null }),
  retryable: fc.constantFrom(true, false, null),
  attempt: fc.integer({ min: 1, max: 2000 }),
  elapsedMs: fc.double({ min: 0, max: 1e7, noNaN: true }),
  committed: fc.boolean(),
  links: fc.array(fc.constantFrom<NextLink>({}, { for: ['context_length'] }, { for: ['rate_limit', 'billing'] }), {
    maxLength: 3,
  }),
});

describe('always', () => {
  it('nothing is repeated after content has reached the client', () => {
    fc.assert(
      fc.property(anyFailure, ({ category, ...given }) => {
        expect(decideRetry(failed(category, { ...given, committed: true }), policy, half)).toMatchObject({
          kind: 'give-up',
          reason: 'committed',
        });
      }),
      { seed: 21 },
    );
  });

  it('a wait is whole milliseconds, not below the hint, and ends within the budget', () => {
    fc.assert(
      fc.property(anyFailure, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ category, ...given }, random) => {
        const decision = decideRetry(failed(category, given), defaultRetryPolicy, () => random);
        if (decision.kind !== 'wait') return;
        expect(Number.isInteger(decision.ms)).toBe(true);
        expect(decision.ms).toBeGreaterThanOrEqual(Math.max(given.hint ?? 0, 0) * 1000);
        expect(Math.floor(given.elapsedMs) + decision.ms).toBeLessThanOrEqual(defaultRetryPolicy.budgetMs + 1);
        expect(given.attempt).toBeLessThan(defaultRetryPolicy.attempts);
      }),
      { seed: 22, numRuns: 2000 },
    );
  });

  it('a fall-back names a link that takes the category', () => {
    fc.assert(
      fc.property(anyFailure, ({ category, ...given }) => {
        const decision = decideRetry(failed(category, given), policy, half);
        if (decision.kind !== 'fall-back') return;
        const link = given.links[decision.link];
        expect(link).toBeDefined();
        expect(link?.for === undefined || link.for.includes(category)).toBe(true);
      }),
      { seed: 23, numRuns: 2000 },
    );
  });
});
