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

/** The cues of several texts. */
export function union(several: readonly Cues[]): Cues {
  const [first = [], ...rest] = several;
  return rest.length === 0 ? first : first.map((bits, word) => rest.reduce((all, cues) => all | (cues[word] ?? 0), bits));
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
  const { columns, width, next, telling, bits, words, none } = automaton;
  const found = none.slice();
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    state = next[state * width + (columns[text.charCodeAt(at)] ?? 0)] ?? 0;
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
  readonly width: number;
  /** By state, `width` long each, and column: the next state. The first is that of a text's start; the deeper ones come later. */
  readonly next: Uint16Array;
  /** From here on a cue ends at every state. */
  readonly telling: number;
  /** The words of bits of these states. */
  readonly bits: Int32Array;
}

interface State {
  readonly after: Map<number, State>;
  readonly bits: number[];
  /** The longest other beginning of a literal with which the text read so far ends. */
  shorter: State | null;
  index: number;
}

const LETTERS = ' etaoinsrhldcumpfgywbvkxqzj';

function build(): Automaton {
  const words = Math.ceil(declared.length / BITS);
  const root = newState(words);
  for (const [index, literals] of declared.entries()) {
    const { word, bit } = cueAt(index);
    for (const literal of literals) {
      const { bits } = plant(root, literal, words);
      bits[word] = (bits[word] ?? 0) | bit;
    }
  }
  const states = linkStates(root);
  // What stands most often side by side, so that a walk stays within a processor's cache.
  const units = new Set(Array.from(LETTERS, (letter) => letter.charCodeAt(0)));
  for (const { after } of states) for (const unit of after.keys()) units.add(unit);
  if (units.size > 255) throw new Error('Cues of more than 255 different characters');
  const columns = new Uint8Array(0x1_00_00);
  for (const [index, unit] of [...units].entries()) {
    columns[unit] = index + 1;
    if (unit >= 97 && unit <= 122) columns[unit - 32] = index + 1;
  }
  const width = units.size + 1;

  const ordered = [...states.filter((state) => !isTelling(state)), ...states.filter(isTelling)];
  for (const [index, state] of ordered.entries()) state.index = index;
  const next = new Uint16Array(ordered.length * width);
  // From the shallowest on: what a state has no step for, the shorter beginning, already complete, has.
  for (const { index, after, shorter } of states) {
    if (shorter) next.copyWithin(index * width, shorter.index * width, (shorter.index + 1) * width);
    for (const [unit, state] of after) next[index * width + (columns[unit] ?? 0)] = state.index;
  }
  const telling = ordered.findIndex(isTelling);
  return {
    cues: declared.length,
    words,
    none: Array.from({ length: words }, () => 0),
    columns,
    width,
    next,
    telling,
    bits: Int32Array.from(ordered.slice(telling).flatMap(({ bits }) => bits)),
  };
}

function isTelling({ bits }: State): boolean {
  return bits.some((each) => each !== 0);
}

function newState(words: number): State {
  return { after: new Map(), bits: Array.from({ length: words }, () => 0), shorter: null, index: 0 };
}

function plant(root: State, literal: string, words: number): State {
  let state = root;
  for (let at = 0; at < literal.length; at += 1) {
    const unit = literal.charCodeAt(at);
    const known = state.after.get(unit);
    const after = known ?? newState(words);
    if (!known) state.after.set(unit, after);
    state = after;
  }
  return state;
}

/** All states, the shallowest first, each knowing the one to fall back on, and the cues that end there as well. */
function linkStates(root: State): State[] {
  const states = [root];
  for (const state of states) {
    for (const [unit, after] of state.after) {
      let shorter = state.shorter;
      while (shorter && !shorter.after.has(unit)) shorter = shorter.shorter;
      const fallback = shorter?.after.get(unit) ?? root;
      after.shorter = fallback;
      for (const [word, bits] of fallback.bits.entries()) after.bits[word] = (after.bits[word] ?? 0) | bits;
      states.push(after);
    }
  }
  return states;
}
