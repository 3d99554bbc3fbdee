/**
 * Forms of words, found all at once in one pass over a text: a tree of their letters is walked from every word's start.
 *
 * A form is lower-case text that begins at a word's start. `#` stands for a number (digits, `,`, `.`, `_`, `*`), ` … ` for up to
 * `GAP` characters, `$` at the end for the end of a word. There are no other signs, so no form can backtrack: the time is linear in
 * the text, and hardly depends on the number of forms.
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
  /** Whether it holds words that are not the form's own. */
  readonly open: boolean;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'wordEnd' };

interface Form<T> {
  readonly of: T;
  /** What follows the letters that led here. */
  readonly rest: readonly Part[];
  readonly open: boolean;
}

/** Finds every form of every entry. The text is flat and in lower case. */
export type FindForms<T> = (text: string) => FormMatch<T>[];

export function compileForms<T>(entries: Iterable<readonly [T, readonly string[]]>): FindForms<T> {
  const tree = new LetterTree();
  const formsAt = new Map<number, Form<T>[]>();
  for (const [of, forms] of entries) {
    for (const form of forms) {
      const [first, ...rest] = parts(form);
      if (first?.kind !== 'text') throw new Error(`A form begins with text: ${form}`);
      const branch = tree.grow(first.text);
      const filed = formsAt.get(branch) ?? [];
      filed.push({ of, rest, open: rest.some((part) => part.kind === 'gap') });
      formsAt.set(branch, filed);
    }
  }
  const ending = new Uint8Array(tree.size);
  for (const branch of formsAt.keys()) ending[branch] = 1;
  return (text) => {
    const found: FormMatch<T>[] = [];
    const { length } = text;
    let inWord = false;
    for (let start = 0; start < length; start += 1) {
      const code = text.charCodeAt(start);
      const word = isWord(code);
      if (word && inWord) continue;
      inWord = word;
      let branch = tree.next(0, code);
      for (let at = start + 1; branch !== 0; at += 1) {
        if (ending[branch] === 1) {
          for (const { of, rest, open } of formsAt.get(branch) ?? []) {
            const end = rest.length === 0 ? at : matchRest(text, at, rest);
            if (end !== -1) found.push({ of, start, end, open });
          }
        }
        branch = at < length ? tree.next(branch, text.charCodeAt(at)) : 0;
      }
    }
    return found;
  };
}

/** A tree of letters in three flat arrays, as an open hash of (branch, character) to branch: a map a branch is four times slower. */
class LetterTree {
  size = 1;
  private slots = 1 << 12;
  private branches = new Int32Array(this.slots);
  private codes = new Uint16Array(this.slots);
  private followers = new Int32Array(this.slots);

  /** The branch that a character leads to, 0 for none; the root is 0, which nothing leads to. */
  next(branch: number, code: number): number {
    const mask = this.slots - 1;
    for (let slot = (branch * 0x9e35 + code * 0x85eb) & mask; ; slot = (slot + 1) & mask) {
      const follower = this.followers[slot] ?? 0;
      if (follower === 0 || (this.branches[slot] === branch && this.codes[slot] === code)) return follower;
    }
  }

  /** The branch at the end of a text, grown where it is not there. */
  grow(text: string): number {
    let branch = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      let follower = this.next(branch, code);
      if (follower === 0) {
        if (this.size * 3 > this.slots) this.widen();
        follower = this.size;
        this.size += 1;
        this.put(branch, code, follower);
      }
      branch = follower;
    }
    return branch;
  }

  private put(branch: number, code: number, follower: number): void {
    const mask = this.slots - 1;
    let slot = (branch * 0x9e35 + code * 0x85eb) & mask;
    while (this.followers[slot] !== 0) slot = (slot + 1) & mask;
    this.branches[slot] = branch;
    this.codes[slot] = code;
    this.followers[slot] = follower;
  }

  private widen(): void {
    const { branches, codes, followers } = this;
    this.slots *= 2;
    this.branches = new Int32Array(this.slots);
    this.codes = new Uint16Array(this.slots);
    this.followers = new Int32Array(this.slots);
    for (const [slot, follower] of followers.entries()) {
      if (follower !== 0) this.put(branches[slot] ?? 0, codes[slot] ?? 0, follower);
    }
  }
}

/** ASCII letters and digits; signs and Chinese characters always let a form begin. */
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
