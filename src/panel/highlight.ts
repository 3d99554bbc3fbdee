/** A piece of a text; `marked` where it is one of the deciding words. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts the text where the deciding words stand: each word's first place. Overlapping places are one mark. */
export function highlight(text: string, words: readonly string[]): Piece[] {
  const places = words
    .filter((word) => word !== '')
    .map((word) => ({ start: text.indexOf(word), length: word.length }))
    .filter(({ start }) => start !== -1)
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let end = 0;
  const push = (from: number, to: number, marked: boolean): void => {
    if (to > from) pieces.push({ text: text.slice(from, to), marked });
  };
  for (const { start, length } of places) {
    push(end, start, false);
    push(Math.max(end, start), start + length, true);
    end = Math.max(end, start + length);
  }
  push(end, text.length, false);
  return pieces;
}
