/**
 * What undici publishes: the `fetch` of Node and of VS Code, and every copy of the package that a tool brings. One request is one
 * object in all of its messages; a redirect and a retry are requests of their own.
 *
 * @see undici documentation, Diagnostics channel support
 */
import type { Answer } from './answer.js';
import { readHead } from './answerHead.js';
import { objectIn, textIn, type Handle } from './channels.js';
import { portOf, type HostTable, type KnownHost } from './hostTable.js';
import { isOwnEnd, type Asked } from './observe.js';
import { readOperation } from './operation.js';
import { overhear } from './overhear.js';
import type { Tap } from './tap.js';

/** Origins whose host was looked up; tools call few. */
const KNOWN_ORIGINS = 256;

export function tapUndici(tap: Tap): Readonly<Record<string, Handle>> {
  const answers = new WeakMap<object, Answer>();
  /** Requests that have no answer to look at, and of which nothing more is to be told. */
  const over = new WeakSet<object>();
  /** Classes of requests that publish the chunks of their answers: undici does since 7.11; that of Node 22 does not. */
  const publishing = new WeakSet<object>();
  /** The request whose chunk was overheard last: what is published of it next is the same chunk. */
  let justHeard: object | null = null;
  const findHost = rememberOrigins(tap);

  function readAsked(request: object): Asked | null {
    const origin = originOf(request);
    const host = findHost(origin);
    if (host === null) return null;
    const method = textIn(request, 'method');
    const operation = readOperation(method, textIn(request, 'path'));
    return operation === null ? null : { host, origin, method, operation };
  }

  /** A request holds what was sent: nobody keeps it longer than its sender. */
  function forget(request: object): void {
    if (justHeard === request) justHeard = null;
  }

  /** Only for an answer whose bytes are wanted, and only where nobody is known to publish them. */
  function hearBytes(request: object, answer: Answer): void {
    if (publishing.has(request.constructor) || typeof Reflect.get(request, 'onData') !== 'function') return;
    const stop = overhear(request, 'onData', (chunk) =>
      tap.guard(() => {
        justHeard = answer.isOverheard ? request : null;
        takeChunk(answer, chunk);
      }),
    );
    answer.overhear(stop);
  }

  return {
    'undici:request:headers': (message) => {
      const request = objectIn(message, 'request');
      const response = objectIn(message, 'response');
      if (request === null || response === null) return;
      tap.heard();
      const asked = readAsked(request);
      const status: unknown = Reflect.get(response, 'statusCode');
      if (asked === null || typeof status !== 'number' || status < 200 || answers.has(request)) return;
      const pairs: unknown = Reflect.get(response, 'headers');
      const head = readHead(status, textIn(response, 'statusText'), Array.isArray(pairs) ? pairs : []);
      const answer = tap.open(asked, head);
      if (answer === null) {
        over.add(request);
        return;
      }
      answers.set(request, answer);
      if (answer.wantsBytes) hearBytes(request, answer);
    },
    'undici:request:bodyChunkReceived': (message) => {
      const request = objectIn(message, 'request');
      if (request === null) return;
      const answer = answers.get(request);
      if (request === justHeard) {
        justHeard = null;
        publishing.add(request.constructor);
        answer?.stopHearing();
      } else if (answer?.wantsBytes === true) takeChunk(answer, Reflect.get(message, 'chunk'));
    },
    'undici:request:trailers': (message) => {
      const request = objectIn(message, 'request');
      const answer = request === null ? undefined : answers.get(request);
      if (request === null || answer === undefined) return;
      forget(request);
      answer.end(publishing.has(request.constructor) || answer.isOverheard);
    },
    'undici:request:error': (message) => {
      const request = objectIn(message, 'request');
      if (request === null || over.has(request)) return;
      tap.heard();
      const error: unknown = Reflect.get(message, 'error');
      const answer = answers.get(request);
      if (answer !== undefined) {
        forget(request);
        answer.break(error);
        return;
      }
      const asked = readAsked(request);
      if (asked === null) return;
      over.add(request);
      tap.tellNoAnswer(asked, error, isOwnEnd(error));
    },
  };
}

/** The same few origins come again and again: their hosts are looked up once, until other hosts are to be looked at. */
function rememberOrigins(tap: Tap): (origin: string) => KnownHost | null {
  const known = new Map<string, KnownHost | null>();
  let table: HostTable | null = null;
  return (origin) => {
    if (table !== tap.hosts) {
      table = tap.hosts;
      known.clear();
    }
    const before = known.get(origin);
    if (before !== undefined) return before;
    if (known.size >= KNOWN_ORIGINS) known.clear();
    const url = URL.canParse(origin) ? new URL(origin) : null;
    const host = url === null ? null : table.find(url.hostname, portOf(url));
    known.set(origin, host);
    return host;
  };
}

function originOf(request: object): string {
  const origin: unknown = Reflect.get(request, 'origin');
  return origin instanceof URL ? origin.origin : typeof origin === 'string' ? origin : '';
}

function takeChunk(answer: Answer, chunk: unknown): void {
  if (chunk instanceof Uint8Array) answer.take(chunk);
}
