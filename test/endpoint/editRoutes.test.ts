import { parse } from 'jsonc-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeRouteFrom, setRouteIn } from '../../src/endpoint/editRoutes.js';

const chain = [{ upstream: '*' }];

function patternsOf(text: string): readonly string[] {
  const { routes }: { routes: { match: string }[] } = parse(text, [], { allowTrailingComma: true });
  return routes.map(({ match }) => match);
}

describe('setting a route', () => {
  it.each(['', '{}', '{ "explain": true }', '{\n  "routes": [\n    // none yet\n  ]\n}'])('works in %j', (text) => {
    expect(patternsOf(setRouteIn(text, { match: 'a', chain }))).toEqual(['a']);
  });

  it('puts it where it can match and leaves the others able to', () => {
    const text = JSON.stringify({ routes: ['a/b', 'a/*', 'c'].map((match) => ({ match, chain })) });
    expect(patternsOf(setRouteIn(text, { match: 'a/b*', chain }))).toEqual(['a/b', 'a/b*', 'a/*', 'c']);
    expect(patternsOf(setRouteIn(text, { match: '*', chain }))).toEqual(['a/b', 'a/*', 'c', '*']);
    expect(patternsOf(setRouteIn(text, { match: 'd', chain }))).toEqual(['d', 'a/b', 'a/*', 'c']);
  });

  it('changes the chain of the same pattern alone', () => {
    const text = '{"routes":[/* why */{"match":"a","chain":[{"upstream":"*"}]}]}';
    const changed = setRouteIn(text, { match: 'a', chain: [{ upstream: 'openai', model: 'm' }] });
    expect(changed).toContain('/* why */');
    expect(parse(changed)).toEqual({ routes: [{ match: 'a', chain: [{ upstream: 'openai', model: 'm' }] }] });
  });
});

describe('removing a route', () => {
  it('leaves every comment', () => {
    const text = `{
  "routes": [
    // one
    { "match": "a", "chain": [{ "upstream": "*" }] }, // first
    // two
    { "match": "b", "chain": [{ "upstream": "*" }] }
    // end
  ]
}
`;
    const withoutA = removeRouteFrom(text, 'a') ?? '';
    const withoutB = removeRouteFrom(text, 'b') ?? '';
    for (const left of [withoutA, withoutB])
      for (const comment of ['one', 'first', 'two', 'end']) expect(left).toContain(`// ${comment}`);
    expect(parse(withoutA)).toEqual({ routes: [{ match: 'b', chain }] });
    expect(parse(withoutB)).toEqual({ routes: [{ match: 'a', chain }] });
    expect(removeRouteFrom(text, 'c')).toBeNull();
  });

  it('undoes what setting did', () => {
    const written = fc.uniqueArray(fc.constantFrom('a', 'a/*', 'b', 'b/c', '*', 'c*'), { maxLength: 5 });
    fc.assert(
      fc.property(written, fc.integer({ min: 0, max: 4 }), (matches, which) => {
        const text = matches.reduce((before, match) => setRouteIn(before, { match, chain }), '// head\n{}\n');
        const match = matches[which % Math.max(1, matches.length)] ?? 'none';
        const left = removeRouteFrom(text, match) ?? text;
        expect(left).toContain('// head');
        expect(matches.length === 0 ? [] : [...patternsOf(left)].toSorted()).toEqual(
          matches.filter((each) => each !== match).toSorted(),
        );
      }),
      { seed: 3 },
    );
  });
});
