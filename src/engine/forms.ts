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
      const branch = tree.grow(first.text.slice(0, DEEPEST));
      if (first.text.length > DEEPEST) rest.unshift({ kind: 'text', text: first.text.slice(DEEPEST) });
      const filed = formsAt.get(branch) ?? [];
      filed.push({ of, rest, open: rest.some((part) => part.kind === 'gap') });
      formsAt.set(branch, filed);
    }
  }
  const ending = new Uint8Array(tree.size);
  for (const branch of formsAt.keys()) ending[branch] = 1;
  const { branches, codes, followers } = tree.freeze();
  const mask = followers.length - 1;
  const begins = tree.beginnings();
  return (text) => {
    const found: FormMatch<T>[] = [];
    const { length } = text;
    let inWord = false;
    for (let start = 0; start < length; start += 1) {
      const first = text.charCodeAt(start);
      const word = isWord(first);
      if (word && inWord) continue;
      inWord = word;
      const second = start + 1 < length ? text.charCodeAt(start + 1) : 0;
      // Most words are told by their first two letters to begin no form.
      if (first < ASCII && second < ASCII && begins[first * ASCII + second] === 0) continue;
      let branch = 0;
      for (let at = start; at < length; at += 1) {
        const code = text.charCodeAt(at);
        let slot = slotOf(branch, code) & mask;
        while (followers[slot] !== 0 && (branches[slot] !== branch || codes[slot] !== code)) slot = (slot + 1) & mask;
        branch = followers[slot] ?? 0;
        if (branch === 0) break;
        if (ending[branch] !== 1) continue;
        for (const { of, rest, open } of formsAt.get(branch) ?? []) {
          const end = rest.length === 0 ? at + 1 : matchRest(text, at + 1, rest);
          if (end !== -1) found.push({ of, start, end, open });
        }
      }
    }
    return found;
  };
}

const ASCII = 128;
/** How many letters the tree tells apart, the rest being compared: a tree that fits a processor's cache is twice as fast. */
const DEEPEST = 7;

function slotOf(branch: number, code: number): number {
  return branch * 0x9e35 + code * 0x85eb;
}

/** A tree of letters in three flat arrays, as an open hash of (branch, character) to branch: a map a branch is four times slower. */
class LetterTree {
  size = 1;
  private slots = 1 << 12;
  private branches = new Int32Array(this.slots);
  private codes = new Uint16Array(this.slots);
  private followers = new Int32Array(this.slots);

  /** The arrays, for a walk without calls. */
  freeze(): { readonly branches: Int32Array; readonly codes: Uint16Array; readonly followers: Int32Array } {
    return { branches: this.branches, codes: this.codes, followers: this.followers };
  }

  /** By first and second character, where both are ASCII: whether any text grown begins so. */
  beginnings(): Uint8Array {
    const begins = new Uint8Array(ASCII * ASCII);
    for (let first = 0; first < ASCII; first += 1) {
      const branch = this.next(0, first);
      if (branch === 0) continue;
      for (let second = 0; second < ASCII; second += 1) {
        if (this.next(branch, second) !== 0) begins[first * ASCII + second] = 1;
      }
    }
    return begins;
  }

  /** The branch that a character leads to, 0 for none; the root is 0, which nothing leads to. */
  private next(branch: number, code: number): number {
    const mask = this.slots - 1;
    for (let slot = slotOf(branch, code) & mask; ; slot = (slot + 1) & mask) {
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
        if (this.size * 2 > this.slots) this.widen();
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
    let slot = slotOf(branch, code) & mask;
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
