import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cue, cued, cueOf, findCues, has, matches } from '../../src/engine/cues.js';

const LITERALS = ['error', 'err', 'rror:', 'retry after', 'try', '余额', '额不足', 'a/b'];
const cues = LITERALS.map((literal) => cueOf([literal]));
const either = cue('zebra|walrus', '余额不足');

describe('cues', () => {
  it('are found wherever their literals stand, also inside of each other, whatever the case', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...LITERALS, '余额不足', 'er', 'rr'), fc.string({ maxLength: 4 })))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (some) => {
        const found = findCues(some);
        const low = some.toLowerCase();
        expect(cues.map((each) => has(found, each))).toEqual(LITERALS.map((literal) => low.includes(literal)));
        expect(findCues(some.toUpperCase())).toEqual(findCues(some.toUpperCase().toLowerCase()));
        expect(has(found, either)).toBe(low.includes('zebra') || low.includes('walrus') || low.includes('余额不足'));
      }),
      { seed: 20_261_120 },
    );
  });

  it('that are declared later are found as well', () => {
    findCues('ibex');
    const late = cue('ibex');
    expect(has(findCues('an ibex'), late)).toBe(true);
  });

  it('spare a pattern the texts without its words', () => {
    const late = cued(/\bFox \d/, 'fox ');
    const tried = ['fox 1', 'Fox 2', 'cat 3'].map((text) => matches(late, text, findCues(text)));
    expect(tried).toEqual([false, true, false]);
  });
});
