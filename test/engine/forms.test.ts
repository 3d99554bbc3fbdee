import { describe, expect, it } from 'vitest';
import { compileForms } from '../../src/engine/forms.js';

const find = (forms: readonly string[], text: string): string[] =>
  compileForms([['x', forms]])(text).map(({ start, end }) => text.slice(start, end));

describe('forms of words', () => {
  it('begin at a word’s start and may end within a word', () => {
    expect(find(['rate limit'], 'rate limited, derate limit')).toEqual(['rate limit']);
    expect(find(['429'], 'http429 429')).toEqual(['429']);
  });

  it('end with the word where they say so', () => {
    expect(find(['limit: 0$'], 'limit: 05, limit: 0, x')).toEqual(['limit: 0']);
  });

  it('may have a number or a gap, of bounded length', () => {
    expect(find(['limit # … requested'], 'limit 6,000, used 1, requested')).toEqual(['limit 6,000, used 1, requested']);
    expect(find(['model … not found'], `model ${'x'.repeat(200)} not found`)).toEqual([]);
  });

  it('find Chinese, which has no spaces', () => {
    expect(find(['余额不足'], '账户余额不足，请充值')).toEqual(['余额不足']);
  });

  it('are all found where they overlap', () => {
    expect(find(['too many requests', 'too many', 'many requests'], 'too many requests')).toHaveLength(3);
  });
});
