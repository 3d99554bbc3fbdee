import { describe, expect, it } from 'vitest';
import { explainInEnglish as explain } from './inEnglish.js';
import { Category } from '../../src/engine/model.js';
import { providers } from '../../src/engine/providers/list.js';
import { diagnosed, situations } from './diagnosed.js';

/** The model has no part in these. */
const WITHOUT_MODEL = new Set<Category>([
  'billing',
  'authentication',
  'region_restricted',
  'content_filter',
  'network',
  'cancelled',
  'not_an_error',
]);
const categories = Category.options;

describe.each(categories)('%s', (category) => {
  it.each(situations)('is said in whole sentences: %s', (_, known) => {
    for (const retryable of [true, false, null]) {
      const { cause, refusedBy, retry } = explain(diagnosed(category, { ...known, retryable }));
      expect(cause).toMatch(/^(?:[A-Z]|corp-relay ).*\.$/);
      expect(retry).toMatch(/^[A-Z].*\.$/);
      expect(refusedBy).not.toBe('');
      expect(`${cause} ${refusedBy} ${retry}`).not.toMatch(/undefined|null|\s\s|\bthe the\b/);
    }
  });

  it('fits the status bar, whoever refused', () => {
    for (const { id, kind } of providers) {
      const known =
        kind === 'gateway' ? ({ origin: 'gateway', gateway: id } as const) : ({ origin: 'upstream', provider: id } as const);
      const { short } = explain(diagnosed(category, known));
      expect(short.length).toBeLessThanOrEqual(24);
      expect(short.split(' ').length).toBeLessThanOrEqual(3);
    }
  });
});

it.each(Category.options.filter((category) => !WITHOUT_MODEL.has(category)))('%s names the model', (category) => {
  expect(explain(diagnosed(category, { origin: 'upstream', provider: 'anthropic', model: 'claude-opus-5' })).cause).toContain(
    'claude-opus-5',
  );
});

describe('who refused', () => {
  it('is the provider behind a gateway', () => {
    const told = explain(
      diagnosed('rate_limit', {
        origin: 'upstream',
        provider: 'bedrock',
        gateway: 'openrouter',
        model: 'claude-sonnet-4.6',
        retryable: true,
        retryAfterSeconds: 12,
      }),
    );
    expect(told).toEqual({
      short: 'Bedrock rate limit',
      cause: 'Amazon Bedrock is rate-limiting claude-sonnet-4.6 behind OpenRouter.',
      refusedBy: 'The provider, Amazon Bedrock',
      retry: 'A retry can help in 12 s.',
    });
  });

  it('is the gateway itself', () => {
    const { short, cause, refusedBy } = explain(diagnosed('rate_limit', { origin: 'gateway', gateway: 'openrouter' }));
    expect(short).toBe('OpenRouter rate limit');
    expect(cause).toContain('OpenRouter itself');
    expect(refusedBy).toBe('The gateway, OpenRouter');
  });

  it.each([
    [{ origin: 'client' }, 'The tool itself, before anything was sent'],
    [{ origin: 'network' }, 'The network'],
    [{ origin: 'upstream', gateway: 'openrouter' }, 'A provider behind OpenRouter'],
    [{ origin: 'upstream', provider: 'crucible' }, 'The provider, crucible'],
    [{}, 'The text does not say who'],
  ] as const)('%o: %s', (known, refusedBy) => {
    expect(explain(diagnosed('server_error', known)).refusedBy).toBe(refusedBy);
  });
});

describe('whether a retry can help', () => {
  it.each([
    ['rate_limit', true, 644.2, 'A retry can help in 10 min 45 s.'],
    ['rate_limit', true, 0, 'A retry can help now.'],
    ['overloaded', true, null, 'A retry can help; wait a few seconds.'],
    ['server_error', true, null, 'A retry can help.'],
    ['quota_exhausted', false, 208_800, 'A retry will not help until 2 d 10 h have passed.'],
    ['quota_exhausted', false, null, 'A retry will not help until the allowance is renewed or raised.'],
    ['authentication', false, 12, 'A retry will not help until the key is right.'],
    ['network', false, null, 'A retry will not help.'],
    ['unknown', null, null, 'Whether a retry can help is not clear.'],
  ] as const)('%s, retryable %s, hint %s s', (category, retryable, retryAfterSeconds, said) => {
    expect(explain(diagnosed(category, { retryable, retryAfterSeconds })).retry).toBe(said);
  });
});
