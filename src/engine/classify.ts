/** Layers → diagnosis, each with the evidence that decided it. */
import { adviseKinds } from './advise.js';
import { attribute, type Attribution } from './attribution.js';
import { bound } from './bound.js';
import { addCauseHeaders } from './causeHeaders.js';
import type { Clue } from './clue.js';
import { readCodes, type CodeFound } from './codes.js';
import { GUESSED, guessesFrom } from './guess.js';
import { readRetryAfter } from './hints.js';
import { readLayers } from './layers.js';
import type { Category, Diagnosis, Evidence, Layer, Observation } from './model.js';
import { readModel } from './modelId.js';
import { readOrigin, readRetryable } from './origin.js';
import { headerSpans, isInside, leadsTo, OWN_WORDS, quotedFrom } from './outside.js';
import { HEADER, peel, type Peeled, type Piece } from './peel.js';
import { byPeriod } from './period.js';
import { readQuiet } from './quiet.js';
import { redact } from './redact.js';
import { readRequestId } from './requestId.js';
import { categoryOfStatus, readStatus, statusInPiece } from './status.js';
import { findMarks, isOfWording, type Mark } from './wordings/list.js';
import { findPairs } from './wordings/pairs.js';
import { Strength } from './wordings/wording.js';
import { readWrappers } from './wrappers/list.js';
import type { Reading } from './wrappers/wrapper.js';

/** What is known of one observed failure. Never throws; time is linear in the text; no field holds a key, a token or a prompt. */
export function diagnose(observation: Observation): Diagnosis {
  const judged = judge(observation);
  const { peeled, headers, attribution, model, status, codes, clues, best, quiet, retryAfterSeconds, category } = judged;
  const layers = readLayers(peeled, judged.wrapped, judged.statuses, attribution);
  const diagnosis: Diagnosis = {
    category,
    origin: quiet ? null : readOrigin(category, best, peeled, attribution, status),
    retryable: quiet ? null : readRetryable(category, best, retryAfterSeconds),
    confidence: quiet ? 0.8 : Math.min(0.99, (best?.strength ?? 10) / 100),
    status,
    provider: attribution.provider,
    gateway: attribution.gateway,
    model,
    retryAfterSeconds,
    requestId: readRequestId(peeled.pieces, peeled.nodes, headers, attribution.known),
    code: codes.at(-1)?.code ?? null,
    message: layers.at(-1)?.message ?? '',
    layers,
    evidence: quiet ? [quiet] : evidenceOf(clues, best?.category ?? category, layers),
    fixes: [],
  };
  diagnosis.fixes = [...adviseKinds(diagnosis)];
  return diagnosis;
}

/** The category that `diagnose` gives, for half of the work: what tells failures from the rest of a log. */
export function categorize(observation: Observation): Category {
  return judge(observation).category;
}

interface Judged {
  readonly peeled: Peeled;
  readonly headers: ReadonlyMap<string, string>;
  /** What the wrappers read in each piece, and what status each names. */
  readonly wrapped: readonly (readonly Reading[])[];
  readonly statuses: readonly (number | null)[];
  readonly attribution: Attribution;
  readonly model: string | null;
  readonly status: number | null;
  readonly codes: readonly CodeFound[];
  readonly clues: readonly Clue[];
  readonly best: Clue | null;
  /** Why it is no failure. */
  readonly quiet: Evidence | null;
  readonly retryAfterSeconds: number | null;
  readonly category: Category;
}

function judge(observation: Observation): Judged {
  const head = bound(observation.raw);
  const headers = foldHeaders(observation.headers);
  const peeled = addCauseHeaders(peel(head), headers);
  const { pieces, nodes } = peeled;
  const wrapped = pieces.map(readWrappers);
  const readings: Reading[] = [];
  for (const own of wrapped) readings.push(...own);
  const marks = pieces.map((piece) => findMarks(piece.low));
  const statuses = pieces.map(statusInPiece);
  const model =
    readModel(pieces, nodes) ?? readings.find((reading) => reading.model !== undefined)?.model ?? observation.model ?? null;
  const { provider: said = null, tool = null } = observation;
  const attribution = attribute(pieces, marks, nodes, readings, headers, model, said, tool);
  const status = readStatus(pieces, statuses, nodes, readings, observation.status ?? null);
  const codes = readCodes(nodes, readings, attribution.known);
  let clues: Clue[] = [];
  addWordingClues(clues, pieces, marks, wrapped);
  addCodeClues(clues, codes);
  const plain = strongest(clues);
  if (plain === null || plain.strength < PAIRED) clues = [...pairClues(pieces), ...clues];
  if (status !== null) clues.push(clueOfStatus(status, strongest(clues)));
  if (status !== null && REFUSALS.has(status)) clues = clues.map((clue) => yieldToRefusal(clue, status));
  const best = strongest(clues);
  const quiet = readQuiet(head, peeled, statuses, best, isCoded(codes), countCauses(clues));
  const retryAfterSeconds = readRetryAfter(pieces, nodes, headers, attribution.known, observation.at ?? null);
  const category = quiet ? 'not_an_error' : settle(best, pieces, retryAfterSeconds);
  return {
    peeled,
    headers,
    wrapped,
    statuses,
    attribution,
    model,
    status,
    codes,
    clues,
    best,
    quiet,
    retryAfterSeconds,
    category,
  };
}

/** In seconds: who must wait longer has used up an allowance, whatever it is called. */
const LONGEST_RATE = 600;
/** In seconds: who is told to wait no longer has one left, unless the words say that it is used up. */
const LONGEST_PAUSE = 60;

function settle(best: Clue | null, pieces: readonly Piece[], retryAfterSeconds: number | null): Category {
  const pause = retryAfterSeconds !== null && retryAfterSeconds <= LONGEST_PAUSE;
  const named = best?.category ?? 'unknown';
  const category = pause && named === 'rate_limit' ? named : byPeriod(named, best, pieces);
  if (retryAfterSeconds === null || best === null) return category;
  if (category === 'rate_limit' && retryAfterSeconds > LONGEST_RATE && best.rule !== 'wording/rate-of-address')
    return 'quota_exhausted';
  const doubtful = category === 'quota_exhausted' && best.category === category && best.strength < Strength.certain;
  return doubtful && pause ? 'rate_limit' : category;
}

/** Who is answered with one of these was connected, was in time and got a whole answer. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 413, 422, 429]);

/** What such an answer disproves. */
const BROKEN: ReadonlySet<Category> = new Set(['network', 'stream_interrupted', 'timeout', 'bad_gateway', 'server_error']);

/** Of 400 alone it is not certain: many a server's failure hides behind it. */
function yieldToRefusal(clue: Clue, status: number): Clue {
  const { category, strength } = clue;
  // OpenAI's type for whatever a request is refused for (platform.openai.com, Error codes).
  if (clue.rule === 'type/invalid-request' && status !== 400 && status !== 422) return { ...clue, strength: Strength.hint };
  const broken = BROKEN.has(category);
  const most = status === 400 && category !== 'server_error' ? OWN_WORDS : Strength.hint;
  return broken && strength > most ? { ...clue, strength: most } : clue;
}

/** Of several that are as strong the first. */
function strongest(clues: readonly Clue[]): Clue | null {
  let best: Clue | null = null;
  for (const clue of clues) if (best === null || clue.strength > best.strength) best = clue;
  return best;
}

/** What stands deeper is nearer to the cause. */
function deepened(strength: number, { depth }: Piece): number {
  return strength + Math.min(depth, 6) * 0.6;
}

function addWordingClues(
  clues: Clue[],
  pieces: readonly Piece[],
  marks: readonly (readonly Mark[])[],
  wrapped: readonly (readonly Reading[])[],
): void {
  for (const [index, piece] of pieces.entries()) {
    if (piece.key === HEADER) continue;
    const guesses = guessesFrom(piece);
    const quoted = quotedFrom(piece, wrapped[index] ?? []);
    const headers = headerSpans(piece);
    for (const mark of marks[index] ?? []) {
      if (!isOfWording(mark) || isInside(mark, headers)) continue;
      const { of, start, end, open } = mark;
      const own = start < quoted || leadsTo(piece, mark, of);
      const strength = own ? Math.min(of.strength, OWN_WORDS) : of.strength;
      clues.push({
        category: of.category,
        strength: start >= guesses ? GUESSED : deepened(strength, piece),
        rule: of.rule,
        text: piece.text.slice(start, end),
        open,
        origin: of.origin,
        retryable: of.retryable,
      });
    }
  }
}

/** What a subject and its predicate prove: more than a type's name, less than a status that has one meaning. */
const PAIRED = Strength.type + 5;
/** Longer texts hold words of every kind. */
const LONGEST_SENTENCE = 600;

function pairClues(pieces: readonly Piece[]): Clue[] {
  const clues: Clue[] = [];
  for (const piece of pieces) {
    if (piece.key === HEADER || piece.low.length > LONGEST_SENTENCE) continue;
    const guesses = guessesFrom(piece);
    for (const [rank, { category, start, end }] of findPairs(piece.low).entries()) {
      clues.push({
        category,
        strength: end > guesses ? GUESSED : deepened(PAIRED, piece) - Math.min(rank, 20) * 0.1,
        rule: 'wording/pair',
        text: piece.text.slice(start, end),
        open: true,
        origin: undefined,
        retryable: undefined,
      });
    }
  }
  return clues;
}

function addCodeClues(clues: Clue[], codes: readonly CodeFound[]): void {
  for (const { code, meaning, strength, by } of codes) {
    if (!meaning) continue;
    const { category, origin, retryable } = meaning;
    clues.push({ category, strength, rule: `code/${by}/${code}`, text: code, open: false, origin, retryable });
  }
}

function clueOfStatus(status: number, best: Clue | null): Clue {
  const causeless = best?.category === 'unknown';
  const { category, strength } = categoryOfStatus(status, causeless);
  return {
    category,
    // Words that give no cause leave a server's failure to its status.
    strength: causeless && status >= 500 ? Math.max(strength, best.strength + 1) : strength,
    rule: `status/${status}`,
    text: String(status),
    open: false,
    origin: undefined,
    retryable: undefined,
  };
}

/** Whether a code is documented that means one thing. */
function isCoded(codes: readonly CodeFound[]): boolean {
  return codes.some(({ meaning, strength }) => meaning !== null && strength >= Strength.clear);
}

/** How many different causes the clues tell of plainly. */
function countCauses(clues: readonly Clue[]): number {
  const causes: Category[] = [];
  for (const { category, strength } of clues)
    if (strength >= Strength.general && !causes.includes(category)) causes.push(category);
  return causes.length;
}

const MOST_EVIDENCE = 4;

/** The strongest clues to the category, one of each rule. */
function evidenceOf(clues: readonly Clue[], category: Category, layers: readonly Layer[]): Evidence[] {
  const evidence: Evidence[] = [];
  while (evidence.length < MOST_EVIDENCE) {
    let clue: Clue | null = null;
    for (const each of clues) {
      if (each.category !== category || (clue !== null && each.strength <= clue.strength)) continue;
      if (evidence.every(({ rule }) => rule !== each.rule)) clue = each;
    }
    if (clue === null) break;
    const { rule, text, open } = clue;
    // What a layer shows was redacted there.
    const safe = !open || layers.some((layer) => layer.message.includes(text));
    evidence.push({ rule, text: safe ? text : redact(text) });
  }
  return evidence;
}

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/** Names in lower case; of a header given several times the first value. */
function foldHeaders(headers: Observation['headers']): ReadonlyMap<string, string> {
  if (!headers) return NO_HEADERS;
  const folded = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const values: unknown = value;
    const first: unknown = Array.isArray(values) ? values[0] : values;
    if (typeof first === 'string') folded.set(name.toLowerCase(), first);
  }
  return folded;
}
