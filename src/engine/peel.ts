/** Unwraps layer after layer: objects in text, text in objects, JSON in strings, however often it was quoted on its way. */
import { bound } from './bound.js';
import { findCues, type Cues } from './cues.js';
import { groupsOfName, groupsOfNames } from './fieldGroups.js';
import { flatten, undoEscapes } from './flatten.js';
import { findObjects, isList, isObject, type Loose, type LooseObject } from './looseJson.js';
import { readFields } from './textFields.js';

/** A run of text at one depth. */
export interface Piece {
  /** Flat: one line, escapes undone. */
  readonly text: string;
  /** The same in lower case. */
  readonly low: string;
  /** What of the words that rules look for stands in it. */
  readonly cues: Cues;
  /** 0 for the text as it was seen; deeper is nearer to the cause. */
  readonly depth: number;
  /** The key under which it stood, lower case; null for text around objects. */
  readonly key: string | null;
}

/** An object at one depth. Keys are folded: lower case, without `_`, `-` and spaces. */
export interface Node {
  readonly fields: ReadonlyMap<string, Loose>;
  /** The groups that these have names of; see `fieldGroups.ts`. */
  readonly groups: number;
  readonly depth: number;
  readonly key: string | null;
  /** False for fields read out of plain text (`Status Code: 401`). */
  readonly structured: boolean;
}

export interface Peeled {
  readonly pieces: readonly Piece[];
  readonly nodes: readonly Node[];
}

const MAX_DEPTH = 12;
const MAX_NODES = 200;
const MAX_PIECES = 300;

/** What these hold is the request or the answer, never the failure: a prompt may speak of any error. */
const NOT_READ: ReadonlySet<string> = new Set([
  'requestbodyvalues',
  'requestbody',
  'messages',
  'prompt',
  'input',
  'inputs',
  'tools',
  'toolcalls',
  'conversation',
  'history',
  'system',
  'instructions',
  'delta',
  'usage',
  'contentfilterresult',
  'contentfilterresults',
  'failedgeneration',
  'arguments',
]);

/** Response headers: read for ids and waits, but their words are no cause; see `outside.ts` for those in plain text. */
const HEADER_MAPS: ReadonlySet<string> = new Set(['headers', 'responseheaders', 'httpheaders', 'rawheaders', 'responseheader']);
/** What stands before such an object in plain text. */
const HEADERS_FOLLOW = /headers["']?\s?[:=]?\s?(?:Headers|Object)?\s?$/i;
/** A header that hands on a cause. */
const CAUSE_HEADER = /error|exception|reason|message/;
/** The key of every other header's value. */
export const HEADER = 'header';

export function peel(raw: string): Peeled {
  const pieces: Piece[] = [];
  const nodes: Node[] = [];
  peelText(bound(raw), 0, null, pieces, nodes);
  return { pieces, nodes };
}

export function toNode(fields: ReadonlyMap<string, Loose>, depth: number, key: string | null, structured: boolean): Node {
  return { fields, groups: groupsOfNames(fields.keys()), depth, key, structured };
}

/** Most objects have only keys that are folded as they stand; what is in a group is. */
function foldKeys(object: LooseObject): ReadonlyMap<string, Loose> {
  for (const name of object.keys()) {
    if (groupsOfName(name) !== 0 || FOLDED.test(name)) continue;
    const fields = new Map<string, Loose>();
    for (const [key, value] of object) {
      const folded = FOLDED.test(key) ? key : key.toLowerCase().replaceAll(/[_\s-]/g, '');
      if (!fields.has(folded)) fields.set(folded, value);
    }
    return fields;
  }
  return object;
}

const FOLDED = /^[a-z]*$/;

function peelText(text: string, depth: number, key: string | null, pieces: Piece[], nodes: Node[]): void {
  const spans = depth < MAX_DEPTH && (text.includes('{') || text.includes('[{')) ? findObjects(text) : [];
  let outside = '';
  let from = 0;
  for (const span of spans) {
    outside += `${text.slice(from, span.start)} … `;
    from = span.end;
  }
  outside += text.slice(from);
  addPiece(outside, depth, key, pieces);
  if (key === null) {
    const fields = readFields(undoEscapes(outside));
    if (fields.size > 0 && nodes.length < MAX_NODES) nodes.push(toNode(fields, depth, key, false));
  }
  for (const span of spans) {
    const before = text.slice(Math.max(0, span.start - 24), span.start);
    peelValue(span.value, depth + 1, HEADERS_FOLLOW.test(before) ? 'headers' : key, pieces, nodes);
  }
}

function peelValue(value: Loose, depth: number, key: string | null, pieces: Piece[], nodes: Node[]): void {
  if (isObject(value)) peelObject(value, depth, key, pieces, nodes);
  else if (isList(value)) for (const item of value) peelValue(item, depth, key, pieces, nodes);
  else if (typeof value === 'string' && value !== '') peelText(value, depth, key, pieces, nodes);
}

function peelObject(object: LooseObject, depth: number, key: string | null, pieces: Piece[], nodes: Node[]): void {
  if (nodes.length >= MAX_NODES || depth > MAX_DEPTH) return;
  const fields = foldKeys(object);
  nodes.push(toNode(fields, depth, key, true));
  const answer = fields.has('role') && fields.get('model') !== '<synthetic>';
  const inHeaders = key !== null && HEADER_MAPS.has(key);
  for (const [name, value] of fields) {
    if (NOT_READ.has(name) || (answer && name === 'content')) continue;
    if ((inHeaders || name === 'keepalive') && typeof value === 'string' && !CAUSE_HEADER.test(name)) {
      addPiece(value, depth, HEADER, pieces);
      continue;
    }
    if (isObject(value) || isList(value)) peelValue(value, depth + 1, name, pieces, nodes);
    else if (typeof value === 'string' && value !== '') peelText(value, depth, name, pieces, nodes);
  }
}

function addPiece(text: string, depth: number, key: string | null, pieces: Piece[]): void {
  if (pieces.length >= MAX_PIECES) return;
  const flat = flatten(text);
  if (flat !== '' && flat !== '…' && !repeats(flat, depth, pieces)) pieces.push(toPiece(flat, depth, key));
}

/** The text is flat. */
export function toPiece(text: string, depth: number, key: string | null): Piece {
  const low = text.toLowerCase();
  return { text, low, cues: findCues(low), depth, key };
}

/** The same words at no greater depth add nothing: gateways repeat a message under several keys. */
function repeats(text: string, depth: number, pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.text.length === text.length && piece.depth >= depth && piece.text === text);
}
