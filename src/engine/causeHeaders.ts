/** Headers in which a gateway hands on the error of the provider behind it (TokenMix: `X-Provider-Error-Code`, `-Message`). */
import { flatten } from './flatten.js';
import { toNode, toPiece, type Node, type Peeled, type Piece } from './peel.js';
import { providers } from './providers/list.js';

/** Deeper than what the body says: it comes from the provider itself. */
const DEPTH = 3;

/** What was peeled, with what the headers tell. */
export function addCauseHeaders(peeled: Peeled, headers: ReadonlyMap<string, string>): Peeled {
  if (headers.size === 0) return peeled;
  const pieces: Piece[] = [];
  const nodes: Node[] = [];
  for (const { headers: names } of providers) {
    const code = names.cause && headers.get(names.cause.code);
    const message = names.cause && headers.get(names.cause.message);
    if (code !== undefined) nodes.push(toNode(new Map([['code', code]]), DEPTH, 'error', true));
    const text = flatten([code, message].filter((part) => part !== undefined).join(': '));
    if (text !== '') pieces.push(toPiece(text, DEPTH, 'message'));
  }
  return pieces.length === 0 ? peeled : { pieces: [...peeled.pieces, ...pieces], nodes: [...peeled.nodes, ...nodes] };
}
