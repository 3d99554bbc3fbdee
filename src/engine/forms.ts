/**
 * Forms of words, found all at once in one pass over a text: a tree of their letters is walked from every word's start.
 *
 * A form is lower-case text that begins at a word's start. `#` stands for a number (digits, `,`, `.`, `_`, `*`), ` … ` for up to
 * `GAP` characters, `$` at the end for the end of a word. There are no other signs, so no form can backtrack: the time is linear in
 * the text, and hardly depends on the number of forms.
 */

/** How many characters ` … ` may stand for. */
const GAP = 120;
const GAP_SIGN = ' … ';
/** The longest number. */
const MAX_NUMBER = 24;

export interface FormMatch<T> {
  readonly of: T;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether it holds words that are not the form's own. */
  readonly open: boolean;
  /** Where its form was declared among all. */
  readonly rank: number;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'wordEnd' };

/**
 * A form, or what stands before or after its gap. The two halves are found on their own and joined where they are near enough:
 * dozens of forms begin with `model … `, and none of them costs a search.
 */
interface Form<T> {
  /** The text after the letters that led here; mostly it tells at once. */
  readonly tail: string;
  /** What follows it. */
  readonly rest: readonly Part[];
  /** Null for the half before a gap. */
  readonly of: T | null;
  /** The number of the half before the gap that this is or follows; -1 for a form without a gap. */
  readonly half: number;
  readonly rank: number;
}

/** Finds every form of every entry. The text is flat and in lower case. */
export type FindForms<T> = (text: string) => readonly FormMatch<T>[];

export function compileForms<T>(entries: Iterable<readonly [T, readonly string[]]>): FindForms<T> {
  const { seeds, halves } = readForms(entries);
  const halfStarts = new Int32Array(halves);
  const halfEnds = new Int32Array(halves);
  const { letters, branches, following, forms, firsts, beginnings } = layOut(seeds);
  return (text) => {
    const found: FormMatch<T>[] = [];
    halfEnds.fill(0);
    const { length } = text;
    let inWord = false;
    for (let start = 0; start < length; start += 1) {
      const first = text.charCodeAt(start);
      const word = isWord(first);
      if (word && inWord) continue;
      inWord = word;
      const foundBefore = found.length;
      // Most words are told by their first two letters to begin no form.
      const second = start + 1 < length ? text.charCodeAt(start + 1) : 0;
      const pair = first < ASCII && second < ASCII;
      let branch = (pair ? beginnings[first * ASCII + second] : firsts[first]) ?? 0;
      if (branch === 0) continue;
      let at = pair ? start + 1 : start;
      for (;;) {
        const children = branches[branch] ?? 0;
        if (children % 2 === 1) {
          const ending = forms[branch] ?? [];
          for (let index = 0; index < ending.length; index += 1) {
            const form = ending[index];
            if (form === undefined) continue;
            const { of, tail, rest, half, rank } = form;
            if (tail !== '' && !text.startsWith(tail, at + 1)) continue;
            const end = rest.length === 0 ? at + 1 + tail.length : matchRest(text, at + 1 + tail.length, rest);
            if (end === -1) continue;
            if (of === null) {
              halfStarts[half] = start;
              halfEnds[half] = end;
            } else if (half === -1) {
              found.push({ of, start, end, open: false, rank });
            } else {
              const before = halfEnds[half] ?? 0;
              if (before > 0 && start >= before && start - before <= GAP)
                found.push({ of, start: halfStarts[half] ?? 0, end, open: true, rank });
            }
          }
        }
        at += 1;
        if (at >= length) break;
        const code = text.charCodeAt(at);
        // Most words part from the tree here, and the set tells so without a look at each child.
        if (((following[branch] ?? 0) & setOf(code)) === 0) break;
        let child = children >>> 1;
        const last = (branches[branch + 1] ?? 0) >>> 1;
        while (child < last && letters[child] !== code) child += 1;
        if (child === last) break;
        branch = child;
      }
      if (found.length > foundBefore + 1) sortFrom(found, foundBefore);
    }
    return found;
  };
}

/** Puts those found at one start, which are few, in the order in which they were declared. */
function sortFrom<T>(found: FormMatch<T>[], from: number): void {
  for (let index = from + 1; index < found.length; index += 1) {
    for (let at = index; at > from; at -= 1) {
      const [before, match] = [found[at - 1], found[at]];
      if (!before || !match || before.rank <= match.rank) break;
      found[at - 1] = match;
      found[at] = before;
    }
  }
}

const ASCII = 128;

/** A form before it has its place in the tree: its first text, and what follows that. */
interface Seed<T> {
  readonly text: string;
  readonly rest: readonly Part[];
  readonly of: T | null;
  readonly half: number;
  readonly rank: number;
}

function readForms<T>(entries: Iterable<readonly [T, readonly string[]]>): {
  readonly seeds: Seed<T>[];
  readonly halves: number;
} {
  const seeds: Seed<T>[] = [];
  const halves = new Map<string, number>();
  for (const [of, forms] of entries) {
    for (const form of forms) {
      const gap = form.indexOf(GAP_SIGN);
      if (gap === -1) {
        seeds.push(readForm(form, of, -1, seeds.length));
        continue;
      }
      const before = form.slice(0, gap);
      const half = halves.get(before) ?? halves.size;
      if (half === halves.size) seeds.push(readForm<T>(before, null, half, seeds.length));
      halves.set(before, half);
      seeds.push(readForm(form.slice(gap + GAP_SIGN.length), of, half, seeds.length));
    }
  }
  return { seeds, halves: halves.size };
}

function readForm<T>(form: string, of: T | null, half: number, rank: number): Seed<T> {
  // Most have no sign, and the first diagnosis waits for this.
  const [first, ...rest] = SIGN.test(form) ? parts(form) : [{ kind: 'text', text: form } as const];
  if (first?.kind !== 'text') throw new Error(`A form begins with text: ${form}`);
  if (first.text.length < 2 && first.text.charCodeAt(0) < ASCII) throw new Error(`A form of one letter: ${form}`);
  return { text: first.text, rest, of, half, rank };
}

/** Of forms that share no letters with others the rest is compared at once, from this depth on. */
const DEEP = 6;

/** The tree breadth first in flat arrays, the children of a branch side by side: a walk stays within a processor's cache. */
interface Layout<T> {
  readonly letters: Uint16Array;
  /** Of each branch twice its first child, and one more where forms end; its children end where those of the next begin. */
  readonly branches: Uint32Array;
  /** By branch: the set of its children's letters (see `setOf`). */
  readonly following: Int32Array;
  /** By branch. */
  readonly forms: readonly (readonly Form<T>[] | null)[];
  /** By first character: the branch it leads to, 0 for none. */
  readonly firsts: Uint16Array;
  /** By first and second character, where both are ASCII: the branch they lead to, 0 for none. */
  readonly beginnings: Uint16Array;
}

function layOut<T>(seeds: readonly Seed<T>[]): Layout<T> {
  const sorted = seeds.toSorted((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
  const letters = [0];
  const branches: number[] = [];
  const following: number[] = [];
  const forms: (readonly Form<T>[] | null)[] = [];
  const firsts = new Uint16Array(0x1_00_00);
  const beginnings = new Uint16Array(ASCII * ASCII);
  // A branch is a run of forms that begin alike.
  const runs = [{ from: 0, to: sorted.length, depth: 0 }];
  for (let index = 0; index < runs.length; index += 1) {
    const { from = 0, to = 0, depth = 0 } = runs[index] ?? {};
    const alone = to - from === 1 && depth >= DEEP;
    let at = from;
    if (alone) at = to;
    while (at < to && sorted[at]?.text.length === depth) at += 1;
    branches.push(runs.length * 2 + (at > from ? 1 : 0));
    forms.push(at > from ? sorted.slice(from, at).map((seed) => toForm(seed, depth)) : null);
    let set = 0;
    while (at < to) {
      const begin = at;
      const code = sorted[at]?.text.charCodeAt(depth) ?? 0;
      set |= setOf(code);
      while (at < to && sorted[at]?.text.charCodeAt(depth) === code) at += 1;
      if (depth === 0) firsts[code] = runs.length;
      // The second letter of an ASCII pair: its branch grows out of the root's.
      const first = letters[index] ?? 0;
      if (depth === 1 && first < ASCII && code < ASCII) beginnings[first * ASCII + code] = runs.length;
      runs.push({ from: begin, to: at, depth: depth + 1 });
      letters.push(code);
    }
    following.push(set);
  }
  branches.push(runs.length * 2);
  return {
    letters: Uint16Array.from(letters),
    branches: Uint32Array.from(branches),
    following: Int32Array.from(following),
    forms,
    firsts,
    beginnings,
  };
}

/** A set of one character, as a bit: of the letters `a` to `z` each has its own, others may share one. */
function setOf(code: number): number {
  return 1 << (code & 31);
}

function toForm<T>({ text, rest, of, half, rank }: Seed<T>, depth: number): Form<T> {
  return { tail: text.slice(depth), rest, of, half, rank };
}

/** ASCII letters and digits; signs and Chinese characters always let a form begin. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 44 || code === 46 || code === 95 || code === 42;
}

/** What stands for something else than itself. */
const SIGN = /( … |#|\$$)/;

function parts(form: string): Part[] {
  return form
    .split(SIGN)
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
