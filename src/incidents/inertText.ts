/** Words of logs and servers, made fit to be quoted to a language model. */

/** Controls and whatever is not seen: reading direction, joiners, tags and variation selectors have carried hidden orders to models. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu;
/** What opens or closes a chat template's role, a tool's result or a block of code. */
const MARKS: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '`': "'" };

/** On one line, of at most `length` characters; what is taken out leaves a space, and what is cut ends with `…`. */
export function inertText(text: string, length: number): string {
  const seen = text
    .slice(0, 4 * length)
    .replaceAll(UNSEEN, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[<>`]/g, (mark) => MARKS[mark] ?? mark)
    .trim();
  // Not through the middle of a surrogate pair.
  return seen.length <= length ? seen : `${seen.slice(0, length - 1).replace(/\p{Cs}$/u, '')}…`;
}
