import { describe, expect, it } from 'vitest';
import { chooseModels, type ServedModel } from '../../src/fixes/chooseModels.js';
import type { ConfiguredModel } from '../../src/tools/fix.js';

const configured = (id: string, contextLength: number | null = null): ConfiguredModel => ({
  id,
  name: null,
  provider: 'openrouter',
  contextLength,
});
const served = (id: string, contextLength: number | null = null): ServedModel => ({ id, name: null, contextLength });
const ids = (...args: Parameters<typeof chooseModels>): string[] => chooseModels(...args).map(({ id }) => id);

describe('chooseModels', () => {
  it('lists what is configured, then what is served, each once and without the one that failed', () => {
    const choices = chooseModels(
      [configured('openrouter/a/a'), configured('openrouter/b/b')],
      [served('c/c', 8), served('b/b', 100), served('a/a')],
      { category: 'rate_limit', model: 'a/a' },
    );
    expect(choices).toEqual([
      { id: 'openrouter/b/b', name: null, provider: 'openrouter', contextLength: 100, from: 'configured', fits: true },
      { id: 'c/c', name: null, provider: null, contextLength: 8, from: 'served', fits: true },
    ]);
  });

  it('puts a longer context first where the context was too long, the longest first', () => {
    const models = [served('failed', 100), served('short', 50), served('unsaid'), served('long', 200), served('longest', 1000)];
    expect(ids([configured('small', 10)], models, { category: 'context_length', model: 'failed' })).toEqual([
      'longest',
      'long',
      'small',
      'short',
      'unsaid',
    ]);
  });

  it('puts models of other makers first where a filter or a region refused, and free ones where the money is gone', () => {
    const models = [served('anthropic/claude-opus-5'), served('openai/gpt-6'), served('google/gemini-3:free')];
    expect(ids([], models, { category: 'content_filter', model: 'anthropic/claude-sonnet-5' })).toEqual([
      'openai/gpt-6',
      'google/gemini-3:free',
      'anthropic/claude-opus-5',
    ]);
    expect(ids([], models, { category: 'billing', model: null })[0]).toBe('google/gemini-3:free');
  });
});
