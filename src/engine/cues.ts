/**
 * Cues: short literals without which a pattern cannot match. All of them are looked for at once, in one pass over a text, so that
 * most patterns, whose words stand in few texts, need not be tried at all.
 *
 * A cue is declared beside the patterns that it stands for. The pass is the automaton of Aho and Corasick (1975): one step a
 * character, whatever the text and however many the cues.
 */

/** A set of literals, as one bit of what a pass finds. */
export interface Cue {
  readonly word: number;
  readonly bit: number;
}

/** The cues that stand in a text. */
export type Cues = readonly number[];

/** How many bits an integer has that needs no room of its own. */
const BITS = 30;

const declared: (readonly string[])[] = [];

/** One that stands in a text where any of the literals does. They are in lower case. */
export function cueOf(literals: readonly string[]): Cue {
  return cueAt(declared.push(literals) - 1);
}

/** As `cueOf`, several literals to a string, with `|` between them. */
export function cue(...literals: readonly string[]): Cue {
  return cueOf(literals.flatMap((each) => each.split('|')));
}

function cueAt(index: number): Cue {
  return { word: Math.floor(index / BITS), bit: 2 ** (index % BITS) };
}

export function has(cues: Cues, { word, bit }: Cue): boolean {
  return ((cues[word] ?? 0) & bit) !== 0;
}

/** A pattern that is tried only where one of its words stands. */
export interface CuedPattern {
  readonly pattern: RegExp;
  readonly cue: Cue;
}

/** Whatever the pattern matches holds one of the literals. */
export function cued(pattern: RegExp, ...literals: readonly string[]): CuedPattern {
  return { pattern, cue: cue(...literals) };
}

/** The text, in lower case, had these cues. */
export function matches({ pattern, cue: needed }: CuedPattern, text: string, cues: Cues): boolean {
  return has(cues, needed) && pattern.test(text);
}

let automaton: Automaton | null = null;

/** The cues in a text, whatever the case of its letters. */
export function findCues(text: string): Cues {
  // Built at the first use: activation must not pay for it.
  if (automaton?.cues !== declared.length) automaton = build();
  const { columns, next, rows, rare, rareWidth, telling, bits, words, none } = automaton;
  const found = none.slice();
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const column = columns[text.charCodeAt(at)] ?? 0;
    state = (column < COMMON ? next[state * COMMON + column] : rare[(rows[state] ?? 0) * rareWidth + column]) ?? 0;
    if (state < telling) continue;
    const from = (state - telling) * words;
    for (let word = 0; word < words; word += 1) found[word] = (found[word] ?? 0) | (bits[from + word] ?? 0);
  }
  return found;
}

interface Automaton {
  /** How many cues it knows. */
  readonly cues: number;
  /** Integers that hold a bit for each of them. */
  readonly words: number;
  readonly none: Cues;
  /** By UTF-16 unit: its column; 0 for a unit that is in no cue. */
  readonly columns: Uint8Array;
  /** By state, `COMMON` long each, and column: the next state. The first is that of a text's start; the deeper ones come later. */
  readonly next: Uint16Array;
  /** The same for the rarer columns, `rareWidth` long each, by the row that a state has; most share one. */
  readonly rare: Uint16Array;
  readonly rareWidth: number;
  readonly rows: Uint16Array;
  /** From here on a cue ends at every state. */
  readonly telling: number;
  /** The words of bits of these states. */
  readonly bits: Int32Array;
}

interface State {
  /** The column that leads here from the parent. */
  readonly column: number;
  readonly steps: State[];
  /** The cues that end here, as words of bits; null for none. */
  bits: readonly number[] | null;
  /** The longest other beginning of a literal with which the text read so far ends. */
  shorter: State | null;
  index: number;
}

function newState(column: number): State {
  return { column, steps: [], bits: null, shorter: null, index: 0 };
}

/** What stands most often has a table of its own, a cache line to a state, so that a walk stays within a processor's cache. */
const LETTERS = ' etaoinsrhldcumpfgywbvkxqzj_-./';
/** Column 0 and those of the letters. */
const COMMON = LETTERS.length + 1;

function build(): Automaton {
  const words = Math.ceil(declared.length / BITS);
  const none = Array.from({ length: words }, () => 0);
  const columns = new Uint8Array(0x1_00_00);
  let width = 1;
  const toColumn = (unit: number): number => {
    const known = columns[unit] ?? 0;
    if (known > 0) return known;
    if (width > 255) throw new Error('Cues of more than 255 different characters');
    columns[unit] = width;
    if (unit >= 97 && unit <= 122) columns[unit - 32] = width;
    width += 1;
    return width - 1;
  };
  for (let at = 0; at < LETTERS.length; at += 1) toColumn(LETTERS.charCodeAt(at));
  const root = newState(0);
  for (const [index, literals] of declared.entries()) {
    const { word, bit } = cueAt(index);
    const own = none.with(word, bit);
    for (const literal of literals) {
      let state = root;
      for (let at = 0; at < literal.length; at += 1) state = step(state, toColumn(literal.charCodeAt(at)));
      state.bits = union(state.bits ?? none, own);
    }
  }
  const states = linkStates(root);
  const ordered = [...states.filter(({ bits }) => bits === null), ...states.filter(({ bits }) => bits !== null)];
  for (const [index, state] of ordered.entries()) state.index = index;
  const next = new Uint16Array(ordered.length * COMMON);
  const rows = new Uint16Array(ordered.length);
  const own = states.filter(({ steps, shorter }) => shorter === null || steps.some(({ column }) => column >= COMMON));
  const rare = new Uint16Array(own.length * width);
  for (const [row, { index }] of own.entries()) rows[index] = row;
  // From the shallowest on: what a state has no step for, the shorter beginning, already complete, has.
  for (const { index, steps, shorter } of states) {
    if (shorter) {
      next.copyWithin(index * COMMON, shorter.index * COMMON, (shorter.index + 1) * COMMON);
      const row = rows[shorter.index] ?? 0;
      if (rows[index] === 0) rows[index] = row;
      else rare.copyWithin((rows[index] ?? 0) * width, row * width, (row + 1) * width);
    }
    const row = (rows[index] ?? 0) * width;
    for (const { column, index: after } of steps) {
      if (column < COMMON) next[index * COMMON + column] = after;
      else rare[row + column] = after;
    }
  }
  const bits = Int32Array.from(ordered.flatMap((state) => state.bits ?? []));
  return {
    cues: declared.length,
    words,
    none,
    columns,
    next,
    rare,
    rareWidth: width,
    rows,
    telling: ordered.length - bits.length / words,
    bits,
  };
}

/** Where the column leads; a new state where it has not led yet. */
function step(state: State, column: number): State {
  const known = state.steps.find((each) => each.column === column);
  if (known) return known;
  const after = newState(column);
  state.steps.push(after);
  return after;
}

/** All states, the shallowest first, each knowing the one to fall back on, and the cues that end there as well. */
function linkStates(root: State): State[] {
  const states = [root];
  for (const state of states) {
    for (const after of state.steps) {
      after.shorter = fallback(state.shorter, after.column) ?? root;
      if (after.shorter.bits) after.bits = after.bits ? union(after.bits, after.shorter.bits) : after.shorter.bits;
      states.push(after);
    }
  }
  return states;
}

function fallback(from: State | null, column: number): State | null {
  for (let state = from; state; state = state.shorter) {
    const found = state.steps.find((each) => each.column === column);
    if (found) return found;
  }
  return null;
}

function union(some: Cues, others: Cues): Cues {
  return some.map((bits, word) => bits | (others[word] ?? 0));
}
