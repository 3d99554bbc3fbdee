/**
 * Forms of words, found all at once in one pass over a text.
 *
 * A form is lower-case text that begins at a word's start. `#` stands for a number (digits, `,`, `.`, `_`, `*`), ` … ` for up to
 * `GAP` characters, `$` at the end for the end of a word. There are no other signs, so no form can backtrack.
 */

/** How many characters ` … ` may stand for. */
const GAP = 120;
/** The longest number. */
const MAX_NUMBER = 24;

export interface FormMatch<T> {
  readonly of: T;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'wordEnd' };

interface Compiled<T> {
  readonly of: T;
  readonly first: string;
  readonly rest: readonly Part[];
}

/** Finds every form of every entry. The text is flat and in lower case. */
export type FindForms<T> = (text: string) => FormMatch<T>[];

export function compileForms<T>(entries: Iterable<readonly [T, readonly string[]]>): FindForms<T> {
  const buckets = new Map<number, Compiled<T>[]>();
  const filled = new Uint8Array(BUCKETS);
  for (const [of, forms] of entries) {
    for (const form of forms) {
      const [first, ...rest] = parts(form);
      if (first?.kind !== 'text' || first.text.length < (isCjk(first.text.charCodeAt(0)) ? 2 : 3)) {
        throw new Error(`A form begins with three characters of text, or two of Chinese: ${form}`);
      }
      const slot = slotAt(first.text, 0);
      filled[slot] = 1;
      const list = buckets.get(slot);
      if (list) list.push({ of, first: first.text, rest });
      else buckets.set(slot, [{ of, first: first.text, rest }]);
    }
  }
  return (text) => {
    const found: FormMatch<T>[] = [];
    let before = 32;
    const { length } = text;
    for (let at = 0; at < length; at += 1) {
      const here = text.charCodeAt(at);
      if (isWord(before) && isWord(here)) {
        before = here;
        continue;
      }
      before = here;
      const slot = slotAt(text, at);
      if (filled[slot] !== 1) continue;
      for (const form of buckets.get(slot) ?? []) {
        if (!text.startsWith(form.first, at)) continue;
        const end = matchRest(text, at + form.first.length, form.rest);
        if (end !== -1) found.push({ of: form.of, start: at, end });
      }
    }
    return found;
  };
}

const BUCKETS = 4096;

/** By the first three characters, of Chinese by the first two. Past the end `charCodeAt` is NaN, which the bit operation turns to 0. */
function slotAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const third = isCjk(first) ? 0 : text.charCodeAt(at + 2);
  return ((first * 31 + text.charCodeAt(at + 1)) * 31 + third) & (BUCKETS - 1);
}

function isCjk(code: number): boolean {
  return code >= 0x2e80;
}

/** ASCII letters and digits; signs and CJK characters always let a form begin. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 44 || code === 46 || code === 95 || code === 42;
}

function parts(form: string): Part[] {
  return form
    .split(/( … |#|\$$)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === ' … ') return { kind: 'gap' };
      if (piece === '#') return { kind: 'number' };
      return piece === '$' ? { kind: 'wordEnd' } : { kind: 'text', text: piece };
    });
}

function matchRest(text: string, from: number, rest: readonly Part[]): number {
  let at = from;
  for (let index = 0; index < rest.length; index += 1) {
    const part = rest[index];
    if (part?.kind === 'text') {
      if (!text.startsWith(part.text, at)) return -1;
      at += part.text.length;
    } else if (part?.kind === 'number') {
      let end = at;
      while (end < text.length && end - at < MAX_NUMBER && isNumeric(text.charCodeAt(end))) end += 1;
      if (end === at) return -1;
      at = end;
    } else if (part?.kind === 'wordEnd') {
      if (isWord(text.charCodeAt(at))) return -1;
    } else {
      const next = rest[index + 1];
      if (next?.kind !== 'text') return -1;
      const offset = text.slice(at, at + GAP + next.text.length).indexOf(next.text);
      if (offset === -1) return -1;
      at += offset;
    }
  }
  return at;
}
