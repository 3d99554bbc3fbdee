/** The layers around the cause, outermost first, for a person to read. */
import type { Attribution } from './attribution.js';
import type { Layer } from './model.js';
import type { Peeled, Piece } from './peel.js';
import { redact } from './redact.js';
import type { Reading } from './wrappers/wrapper.js';

const MAX_MESSAGE = 1_000;
const MAX_LAYERS = 8;
/** The keys under which a message stands; `null` is the text around objects. */
const SPEAKING: ReadonlySet<string | null> = new Set([
  null,
  'message',
  'msg',
  'detail',
  'details',
  'error',
  'raw',
  'errormessage',
  'errormsg',
  'statusmsg',
  'body',
  'responsebody',
  'upstreambody',
  'reason',
  'grpcmessage',
  'title',
  'text',
  'cause',
]);

/** `wrapped` holds what the wrappers read in each piece, `statuses` what status each names. */
export function readLayers(
  peeled: Peeled,
  wrapped: readonly (readonly Reading[])[],
  statuses: readonly (number | null)[],
  { provider, gateway }: Attribution,
): Layer[] {
  const spoken = peeled.pieces.filter((piece) => SPEAKING.has(piece.key) && /[A-Za-z\u4E00-\u9FFF]{2}/.test(piece.text));
  const kept = spoken.length > 0 ? spoken : peeled.pieces;
  const nested = byDepth(kept);
  const chosen = nested.length > MAX_LAYERS ? [...nested.slice(0, MAX_LAYERS - 1), ...nested.slice(-1)] : nested;
  const deepest = chosen.at(-1)?.depth ?? 0;
  const layers: Layer[] = [];
  for (const piece of chosen) {
    const message = redact(shorten(piece.text), piece.cues);
    if (message === '' || layers.some((other) => other.message === message)) continue;
    const at = peeled.pieces.indexOf(piece);
    const own = wrapped[at]?.[0]?.by;
    const by = own ?? (piece.depth === deepest ? (provider ?? gateway) : (gateway ?? provider)) ?? 'unknown';
    const status = statuses[at] ?? null;
    layers.push(status === null ? { by, message } : { by, message, status });
  }
  return layers;
}

/** Outermost first, as they mostly are. */
function byDepth(pieces: readonly Piece[]): readonly Piece[] {
  const nested = pieces.every((piece, index) => piece.depth >= (pieces[index - 1]?.depth ?? 0));
  return nested ? pieces : pieces.toSorted((a, b) => a.depth - b.depth);
}

/** `…` stands where an object was taken out; at an end it says nothing. */
function shorten(whole: string): string {
  let start = 0;
  let end = whole.length;
  while (whole.startsWith('… ', start)) start += 2;
  while (end - 2 >= start && whole.endsWith(' …', end)) end -= 2;
  const text = whole.slice(start, end);
  return text.length > MAX_MESSAGE ? text.slice(0, MAX_MESSAGE) : text;
}
