/** Takes a request's body in, until it is whole or turns out too long to be held. */
import type { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { RequestBody } from './requestBody.js';

interface Arrival {
  /** False once the request is over: what still comes is dropped. */
  readonly isWanted: () => boolean;
  readonly onWhole: () => void;
  /** The body's size is above the bound; the request stands still, the rest of it unread. */
  readonly onTooLong: () => void;
}

/** `bound` is in bytes. One of the two is called, once, unless the client leaves before. */
export function takeIn(request: IncomingMessage, body: RequestBody, bound: number, arrival: Arrival): void {
  const { headers } = request;
  const length = headers['content-length'];
  if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) {
    arrival.onWhole();
    return;
  }
  const expected = length === undefined ? -1 : Number(length);
  let over = false;
  request.on('data', (chunk: Buffer) => {
    if (over || !arrival.isWanted()) return;
    body.add(chunk);
    over = body.size === expected || body.size > bound;
    if (!over) return;
    if (body.size === expected) {
      arrival.onWhole();
    } else {
      request.pause();
      request.removeAllListeners('data');
      arrival.onTooLong();
    }
  });
  if (expected !== -1) return;
  request.on('end', () => {
    if (over) return;
    over = true;
    arrival.onWhole();
  });
}
