import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlight } from '../../src/panel/highlight.js';

const marked = (text: string, words: readonly string[]): string =>
  highlight(text, words)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

it('marks the first place of each word', () => {
  expect(marked('429: too many tokens, 429', ['too many', '429'])).toBe('[429]: [too many] tokens, 429');
});

it('marks overlapping words once', () => {
  expect(marked('rate limit exceeded', ['rate limit', 'limit exceeded', 'limit'])).toBe('[rate limit][ exceeded]');
});

it('leaves out what the text does not hold', () => {
  expect(marked('quota', ['', 'balance'])).toBe('quota');
});

it('never loses or doubles a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.string({ maxLength: 4 }), { maxLength: 6 }),
      (text, words) => {
        expect(
          highlight(text, words)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      },
    ),
    { seed: 7 },
  );
});
