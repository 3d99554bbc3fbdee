/** Layers → diagnosis, each with the evidence that decided it. */
import { advise } from './advise.js';
import { attribute } from './attribution.js';
import { bound } from './bound.js';
import { addCauseHeaders } from './causeHeaders.js';
import type { Clue } from './clue.js';
import { readCodes, type CodeFound } from './codes.js';
import { readRetryAfter } from './hints.js';
import { readLayers } from './layers.js';
import type { Category, Diagnosis, Evidence, Layer, Observation } from './model.js';
import { readModel } from './modelId.js';
import { readOrigin, readRetryable } from './origin.js';
import { peel, type Peeled } from './peel.js';
import { readQuiet } from './quiet.js';
import { redact } from './redact.js';
import { readRequestId } from './requestId.js';
import { categoryOfStatus, readStatus, statusInText } from './status.js';
import { findMarks, type Marks } from './wordings/list.js';
import { findPairs } from './wordings/pairs.js';
import { Strength } from './wordings/wording.js';
import { readWrappers } from './wrappers/list.js';

/** What is known of one observed failure. Never throws; time is linear in the text; no field holds a key, a token or a prompt. */
export function diagnose(observation: Observation): Diagnosis {
  const head = bound(observation.raw);
  const headers = foldHeaders(observation.headers);
  const peeled = addCauseHeaders(peel(head), headers);
  const wrapped = peeled.pieces.map((piece) => readWrappers(piece.text));
  const readings = wrapped.flat();
  const marks = peeled.pieces.map((piece) => findMarks(piece.low));
  const statuses = peeled.pieces.map((piece) => statusInText(piece.text));
  const model =
    readModel(peeled.pieces, peeled.nodes) ??
    readings.find((reading) => reading.model !== undefined)?.model ??
    observation.model ??
    null;
  const attribution = attribute(
    peeled.pieces,
    marks,
    peeled.nodes,
    readings,
    headers,
    model,
    observation.provider ?? null,
    observation.tool ?? null,
  );
  const status = readStatus(peeled.pieces, statuses, peeled.nodes, readings, observation.status ?? null);
  const codes = readCodes(peeled.nodes, readings, attribution.known);
  const clues = [...wordingClues(peeled, marks), ...codeClues(codes)].sort((a, b) => b.strength - a.strength);
  if ((clues[0]?.strength ?? 0) < PAIRED) clues.unshift(...pairClues(peeled));
  clues.sort((a, b) => b.strength - a.strength);
  const causeless = clues[0]?.category === 'unknown';
  const byStatus = status === null ? null : categoryOfStatus(status, causeless);
  if (byStatus && status !== null) {
    // Words that give no cause leave a server's failure to its status.
    const strength = causeless && status >= 500 ? Math.max(byStatus.strength, (clues[0]?.strength ?? 0) + 1) : byStatus.strength;
    clues.push({ category: byStatus.category, strength, rule: `status/${status}`, text: String(status) });
    clues.sort((a, b) => b.strength - a.strength);
  }
  const best = clues[0] ?? null;
  const coded = codes.some(({ meaning, strength }) => meaning !== null && strength >= Strength.clear);
  const causes = new Set(clues.filter((clue) => clue.strength >= Strength.general).map((clue) => clue.category)).size;
  const quiet = readQuiet(head, peeled, statuses, best, coded, causes);
  const retryAfterSeconds = readRetryAfter(peeled.pieces, peeled.nodes, headers, attribution.known, observation.at ?? null);
  const category = quiet ? 'not_an_error' : settle(best?.category ?? 'unknown', retryAfterSeconds);
  const layers = readLayers(peeled, wrapped, statuses, attribution);
  const partial: Omit<Diagnosis, 'fixes'> = {
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
  };
  return { ...partial, fixes: [...new Set(advise(partial).map((advice) => advice.kind))] };
}

/** In seconds: who must wait longer has used up an allowance, whatever it is called. */
const LONGEST_RATE = 600;

function settle(category: Category, retryAfterSeconds: number | null): Category {
  return category === 'rate_limit' && retryAfterSeconds !== null && retryAfterSeconds > LONGEST_RATE
    ? 'quota_exhausted'
    : category;
}

function wordingClues(peeled: Peeled, marks: readonly Marks[]): Clue[] {
  const clues: Clue[] = [];
  for (const [index, piece] of peeled.pieces.entries()) {
    for (const { of, start, end, open } of marks[index]?.wordings ?? []) {
      clues.push({
        category: of.category,
        strength: of.strength + Math.min(piece.depth, 6) * 0.6,
        rule: of.rule,
        text: piece.text.slice(start, end),
        open,
        origin: of.origin,
        retryable: of.retryable,
      });
    }
  }
  return clues;
}

/** What a subject and its predicate prove: more than a type's name, less than a status that has one meaning. */
const PAIRED = Strength.type + 5;
/** Longer texts hold words of every kind. */
const LONGEST_SENTENCE = 600;

function pairClues(peeled: Peeled): Clue[] {
  return peeled.pieces
    .filter((piece) => piece.low.length <= LONGEST_SENTENCE)
    .flatMap((piece) =>
      findPairs(piece.low).map(({ category, start, end }, rank) => ({
        category,
        strength: PAIRED + Math.min(piece.depth, 6) * 0.6 - Math.min(rank, 20) * 0.1,
        rule: 'wording/pair',
        text: piece.text.slice(start, end),
        open: true,
      })),
    );
}

function codeClues(codes: readonly CodeFound[]): Clue[] {
  return codes.flatMap(({ code, meaning, strength, by }) =>
    meaning
      ? [
          {
            category: meaning.category,
            strength,
            rule: `code/${by}/${code}`,
            text: code,
            origin: meaning.origin,
            retryable: meaning.retryable,
          },
        ]
      : [],
  );
}

function evidenceOf(clues: readonly Clue[], category: Category, layers: readonly Layer[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const clue of clues) {
    if (clue.category !== category || evidence.some((other) => other.rule === clue.rule)) continue;
    // What a layer shows was redacted there.
    const safe = clue.open !== true || layers.some((layer) => layer.message.includes(clue.text));
    evidence.push({ rule: clue.rule, text: safe ? clue.text : redact(clue.text) });
    if (evidence.length === 4) break;
  }
  return evidence;
}

/** Names in lower case; of a header given several times the first value. */
function foldHeaders(headers: Observation['headers']): Map<string, string> {
  const folded = new Map<string, string>();
  for (const [name, value] of Object.entries(headers ?? {})) {
    const values: unknown = value;
    const first: unknown = Array.isArray(values) ? values[0] : values;
    if (typeof first === 'string') folded.set(name.toLowerCase(), first);
  }
  return folded;
}
