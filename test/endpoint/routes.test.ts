import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../src/endpoint/glob.js';
import { nearNames } from '../../src/endpoint/nearNames.js';
import { routeOf } from '../../src/endpoint/routes.js';

describe('a model pattern', () => {
  it.each([
    ['anthropic/claude-sonnet-*', 'anthropic/claude-sonnet-4.6', true],
    ['anthropic/claude-sonnet-*', 'anthropic/claude-opus-4.6', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['*b*b*', 'abab', true],
    ['a.c', 'abc', false],
    ['', 'a', false],
  ])('%s on %s: %s', (pattern, text, matches) => {
    expect(matchesGlob(pattern, text)).toBe(matches);
  });

  it('agrees with the plain definition', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((all) => all.join(''));
    const slow = (pattern: string, text: string): boolean => {
      if (pattern === '') return text === '';
      if (pattern.startsWith('*')) return slow(pattern.slice(1), text) || (text !== '' && slow(pattern, text.slice(1)));
      return text[0] === pattern[0] && slow(pattern.slice(1), text.slice(1));
    };
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        expect(matchesGlob(pattern, text)).toBe(slow(pattern, text));
      }),
      { seed: 11, numRuns: 3_000 },
    );
  });

  it('takes no longer than its text is long', () => {
    const started = performance.now();
    matchesGlob(`${'a*'.repeat(2_000)}b`, 'a'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('covers what is narrower', () => {
    expect(matchesGlob('a/*', 'a/b*c')).toBe(true);
    expect(matchesGlob('a/b*', 'a/*')).toBe(false);
    expect(matchesGlob('a', 'a')).toBe(true);
  });
});

it('The first route that matches the model wins', () => {
  const chain = [{ upstream: '*' }];
  const routes = [
    { match: 'a/b', chain },
    { match: 'a/*', chain },
  ];
  expect(routeOf({ routes }, 'a/b')).toBe(routes[0]);
  expect(routeOf({ routes }, 'a/c')).toBe(routes[1]);
  expect(routeOf({ routes }, 'c')).toBeNull();
  expect(routeOf({ routes }, null)).toBeNull();
});

it('Near names are those that may have been meant', () => {
  expect(nearNames('opnerouter', ['openrouter', 'openai', 'groq'])).toEqual(['openrouter']);
  expect(nearNames('zzzz', ['openrouter', 'openai'])).toEqual([]);
});
