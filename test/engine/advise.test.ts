import { describe, expect, it } from 'vitest';
import { adviseInEnglish as advise, explainInEnglish } from './inEnglish.js';
import { Category } from '../../src/engine/model.js';
import { diagnosed, situations } from './diagnosed.js';

const categories = Category.options;
const cases = categories.flatMap((category) =>
  situations.map(([name, known]) => [category, name, diagnosed(category, known)] as const),
);
const behind = { origin: 'upstream', provider: 'bedrock', gateway: 'openrouter', model: 'anthropic/claude-sonnet-4.6' } as const;
const ownLimit = { origin: 'gateway', gateway: 'openrouter' } as const;
const kinds = (...from: Parameters<typeof diagnosed>): string[] => advise(diagnosed(...from)).map(({ kind }) => kind);

describe.each(cases)('%s, refused by %s', (category, _, diagnosis) => {
  const advice = advise(diagnosis);

  it('advises something, each kind once, what to do now before what to fix', () => {
    expect(advice.length > 0).toBe(category !== 'not_an_error');
    expect(new Set(advice.map(({ kind }) => kind)).size).toBe(advice.length);
    const order = advice.map(({ when }) => when);
    expect(order).toEqual([...order.filter((when) => when === 'now'), ...order.filter((when) => when === 'fix')]);
  });

  it('is worded for a person', () => {
    for (const { title, detail, link } of advice) {
      expect(title).toMatch(/^[A-Z]/);
      expect(title).not.toMatch(/\.$/);
      expect(detail).toMatch(/^[A-Z`].*[.?]$/);
      expect(`${title} ${detail}`).not.toMatch(/undefined|null|\s\s|unwrap|click/i);
      expect(link ?? 'https://').toMatch(/^https:\/\//);
    }
  });
});

describe('a rate limit', () => {
  it('of the provider behind a gateway names the provider, the wait in seconds, and a key of one’s own', () => {
    const advice = advise(diagnosed('rate_limit', { ...behind, retryable: true, retryAfterSeconds: 12 }));
    expect(advice.map(({ kind }) => kind)).toEqual([
      'wait',
      'switch-model',
      'switch-provider',
      'fallback-endpoint',
      'raise-limits',
    ]);
    expect(advice[0]).toMatchObject({ title: 'Wait 12 s, then retry', seconds: 12 });
    expect(advice[0]?.detail).toContain('Amazon Bedrock refused, not OpenRouter');
    expect(advice[3]?.detail).toContain('`models`');
    expect(advice[4]).toMatchObject({
      title: 'Use a key of your own for Amazon Bedrock',
      link: 'https://openrouter.ai/settings/integrations',
    });
  });

  it('of the gateway itself points away from the gateway and to its limits', () => {
    const advice = advise(diagnosed('rate_limit', { ...ownLimit, retryable: true }));
    expect(advice.map(({ kind }) => kind)).toEqual(['wait', 'switch-model', 'switch-provider', 'raise-limits']);
    expect(advice[3]).toMatchObject({
      title: 'Raise your limit at OpenRouter',
      link: 'https://openrouter.ai/docs/api/reference/limits',
    });
    expect(advice[0]?.seconds).toBeUndefined();
  });

  it('that lasts long puts what helps at once first', () => {
    const long = kinds('rate_limit', { ...behind, retryable: true, retryAfterSeconds: 900 });
    expect(long.indexOf('wait')).toBeGreaterThan(long.indexOf('fallback-endpoint'));
  });

  it('is advised on differently from a quota', () => {
    const quota = kinds('quota_exhausted', { ...ownLimit, retryable: false });
    expect(quota).not.toContain('wait');
    expect(quota[0]).toBe('switch-model');
    expect(quota).toContain('open-billing');
  });
});

describe('links', () => {
  it.each([
    ['authentication', { origin: 'upstream', provider: 'groq' }, 'check-key', 'https://console.groq.com/keys'],
    ['billing', { origin: 'gateway', gateway: 'openrouter' }, 'open-billing', 'https://openrouter.ai/settings/credits'],
    ['routing', { origin: 'gateway', gateway: 'openrouter' }, 'privacy-settings', 'https://openrouter.ai/settings/privacy'],
    ['routing', { ...behind }, 'privacy-settings', 'https://openrouter.ai/settings/privacy'],
    ['overloaded', { origin: 'upstream', provider: 'anthropic' }, 'check-status', 'https://status.claude.com'],
    [
      'model_not_found',
      { origin: 'upstream', provider: 'mistral' },
      'check-model-id',
      'https://docs.mistral.ai/getting-started/models/models_overview/',
    ],
    [
      'quota_exhausted',
      { origin: 'upstream', provider: 'google' },
      'raise-limits',
      'https://ai.google.dev/gemini-api/docs/rate-limits',
    ],
  ] as const)('%s leads to the page of the one who refused', (category, known, kind, link) => {
    expect(advise(diagnosed(category, known)).find((advice) => advice.kind === kind)?.link).toBe(link);
  });

  it('leaves the link out where no page is known', () => {
    const fix = advise(diagnosed('billing', { origin: 'gateway', gateway: 'corp-relay' })).find(({ when }) => when === 'fix');
    expect(fix).toMatchObject({ title: 'Add credit at corp-relay' });
    expect(fix).not.toHaveProperty('link');
  });
});

describe('what would be untrue', () => {
  it('a balance that is short of one request is not called empty', () => {
    const message =
      'This request requires more credits, or fewer max_tokens. You requested up to 9000 tokens, but can only afford 40.';
    const short = diagnosed('billing', { origin: 'gateway', gateway: 'openrouter', message });
    expect(explainInEnglish(short).cause).toBe('OpenRouter asks for payment first: the balance does not cover this request.');
    expect(advise(short).at(-1)?.detail).toContain('`max_tokens`');
    expect(advise(diagnosed('billing', { origin: 'gateway', gateway: 'openrouter' })).at(-1)?.detail).toContain('used up');
  });

  it('a key behind a gateway is not called the person’s own', () => {
    const fix = advise(diagnosed('authentication', behind)).find(({ when }) => when === 'fix');
    expect(fix?.title).toBe('Check the Amazon Bedrock key at OpenRouter');
    expect(fix?.detail).toContain('those who run OpenRouter');
  });

  it('a retry is not advised where the same request cannot succeed', () => {
    for (const category of ['context_length', 'invalid_request', 'authentication', 'billing', 'model_not_found'] as const) {
      expect(kinds(category, { retryable: false })).not.toContain('retry');
      expect(kinds(category, { retryable: false })).not.toContain('wait');
    }
    expect(kinds('network', { origin: 'network', retryable: false })).toEqual(['check-network']);
  });

  it('a gateway that refuses itself is not advised as a way around itself', () => {
    const route = advise(diagnosed('overloaded', ownLimit)).find(({ kind }) => kind === 'fallback-endpoint');
    expect(route?.detail).not.toContain('OpenRouter');
    expect(route?.detail).toContain('LiteLLM');
  });

  it('a local server has no status page to look at', () => {
    const advice = advise(diagnosed('network', { origin: 'network', provider: 'ollama' }));
    expect(advice.map(({ title }) => title)).toContain('Check that Ollama is running');
    expect(advice.map(({ kind }) => kind)).not.toContain('check-status');
  });
});

it('names what would reveal an unknown cause', () => {
  const reveal = advise(diagnosed('unknown', ownLimit)).find(({ kind }) => kind === 'reveal-cause');
  expect(reveal?.detail).toMatch(/full error.*paste.*wire tap.*local endpoint/);
});
