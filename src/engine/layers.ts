/** The layers around the cause, outermost first, for a person to read. */
import type { Attribution } from './attribution.js';
import type { Layer } from './model.js';
import type { Peeled } from './peel.js';
import { redact } from './redact.js';
import type { Reading } from './wrappers/wrapper.js';

const MAX_MESSAGE = 1_000;
const MAX_LAYERS = 8;
const SPEAKING = new Set([
  'message',
  'msg',
  'detail',
  'error',
  'raw',
  'errormessage',
  'body',
  'responsebody',
  'reason',
  'errormsg',
  'grpcmessage',
  'title',
]);

export function readLayers(peeled: Peeled, readings: readonly Reading[], { provider, gateway }: Attribution): Layer[] {
  const layers: Layer[] = [];
  for (const piece of peeled.pieces) {
    if (piece.key !== null && !SPEAKING.has(piece.key)) continue;
    const message = redact(piece.text.length > MAX_MESSAGE ? `${piece.text.slice(0, MAX_MESSAGE)}` : piece.text);
    if (layers.some((layer) => layer.message === message)) continue;
    layers.push({ by: 'text', message });
    if (layers.length === MAX_LAYERS) break;
  }
  return layers;
}
