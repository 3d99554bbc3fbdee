import { describe, expect, it } from 'vitest';
import { chooseModels, type FailedCall, type ServedModel } from '../../src/fixes/chooseModels.js';
import type { ConfiguredModel } from '../../src/tools/fix.js';

const configured = (id: string, contextLength: number | null = null): ConfiguredModel => ({
  id,
  name: null,
  provider: 'openrouter',
  contextLength,
});
const served = (id: string, contextLength: number | null = null): ServedModel => ({ id, name: null, contextLength });
const noted = (models: readonly ConfiguredModel[], model: string | null = null, provider: string | null = 'openrouter') => ({
  models,
  model,
  provider,
});
const call = (failed: Partial<FailedCall> & Pick<FailedCall, 'category'>): FailedCall => ({
  origin: null,
  model: null,
  provider: null,
  gateway: null,
  ...failed,
});
const ids = (...args: Parameters<typeof chooseModels>): string[] => chooseModels(...args).map(({ id }) => id);
const fitting = (...args: Parameters<typeof chooseModels>): string[] =>
  chooseModels(...args).flatMap(({ id, fits }) => (fits ? [id] : []));

describe('chooseModels', () => {
  it('lists what is configured, then what is served, each once and without the one that failed', () => {
    const choices = chooseModels(
      noted([configured('openrouter/a/a'), configured('openrouter/b/b')]),
      [served('c/c', 8), served('b/b', 100), served('a/a')],
      call({ category: 'rate_limit', origin: 'upstream', gateway: 'openrouter', model: 'a/a' }),
    );
    expect(choices).toEqual([
      { id: 'openrouter/b/b', name: null, provider: 'openrouter', contextLength: 100, from: 'configured', fits: true },
      { id: 'c/c', name: null, provider: null, contextLength: 8, from: 'served', fits: true },
    ]);
  });

  describe('where the account or the place refused', () => {
    const sonnet = configured('anthropic/claude-sonnet-4.6');
    const local: ConfiguredModel = { ...configured('qwen3-coder'), provider: 'ollama' };
    const mine = noted([sonnet, configured('openai/gpt-5-mini'), local], sonnet.id);

    it('puts models at other providers first, and leaves out the one in use where none is named', () => {
      const choices = chooseModels(mine, [], call({ category: 'billing', origin: 'gateway', gateway: 'openrouter' }));
      expect(choices.map(({ id, fits }) => [id, fits])).toEqual([
        ['qwen3-coder', true],
        ['openai/gpt-5-mini', false],
      ]);
    });

    it.each(['authentication', 'quota_exhausted', 'overloaded', 'timeout', 'network', 'rate_limit'] as const)(
      'expects nothing of the same place: %s',
      (category) => {
        expect(fitting(mine, [], call({ category, gateway: 'openrouter', model: sonnet.id }))).toEqual(['qwen3-coder']);
        expect(fitting(mine, [], call({ category }))).toEqual(['qwen3-coder']);
      },
    );

    it('expects other makers at the gateway to answer where a provider behind it refused', () => {
      const haiku = configured('anthropic/claude-haiku-4.5');
      const behind = call({ category: 'overloaded', origin: 'upstream', gateway: 'openrouter', provider: 'anthropic' });
      expect(fitting(noted([...mine.models, haiku], sonnet.id), [], behind)).toEqual(['openai/gpt-5-mini', 'qwen3-coder']);
    });

    it('knows the place though the tool calls it by the name of its protocol', () => {
      const named = [{ ...sonnet, provider: 'openai' }, { ...configured('openai/gpt-5-mini'), provider: 'openai' }, local];
      const failed = call({ category: 'billing', origin: 'gateway', gateway: 'openrouter', model: sonnet.id });
      expect(fitting(noted(named, sonnet.id, 'openai'), [served('z-ai/glm-4.7:free'), served('z-ai/glm-5.1')], failed)).toEqual([
        'qwen3-coder',
        'z-ai/glm-4.7:free',
      ]);
    });
  });

  it('puts a longer context first where the context was too long, the longest first', () => {
    const models = [served('failed', 100), served('short', 50), served('unsaid'), served('long', 200), served('longest', 1000)];
    expect(ids(noted([configured('small', 10)]), models, call({ category: 'context_length', model: 'failed' }))).toEqual([
      'longest',
      'long',
      'small',
      'short',
      'unsaid',
    ]);
  });

  it('puts models of other makers first where a filter refused, and free ones where the money is gone', () => {
    const models = [served('anthropic/claude-opus-5'), served('openai/gpt-6'), served('google/gemini-3:free')];
    expect(ids(noted([]), models, call({ category: 'content_filter', model: 'anthropic/claude-sonnet-5' }))).toEqual([
      'openai/gpt-6',
      'google/gemini-3:free',
      'anthropic/claude-opus-5',
    ]);
    expect(ids(noted([]), models, call({ category: 'billing' }))[0]).toBe('google/gemini-3:free');
  });
});
