/**
 * What `node:http` and `node:https` publish, which axios, node-fetch and older SDKs call through. Of an answer only its head is
 * published, so the bytes of a failed one, and of an event stream up to its first event, are overheard as the parser hands them over.
 *
 * @see Node.js documentation, Diagnostics Channel, Built-in channels
 */
import type { Answer } from './answer.js';
import { readHead, type AnswerHead } from './answerHead.js';
import { objectIn, textIn, type Handle } from './channels.js';
import { isOwnEnd, type Asked } from './observe.js';
import { readOperation } from './operation.js';
import { overhear } from './overhear.js';
import type { Tap } from './tap.js';

export function tapHttp(tap: Tap): Readonly<Record<string, Handle>> {
  const answered = new WeakSet<object>();
  const over = new WeakSet<object>();

  function readAsked(request: object, port: string): Asked | null {
    const protocol = textIn(request, 'protocol');
    const bare = textIn(request, 'host').toLowerCase();
    const name = bare.includes(':') && !bare.startsWith('[') ? `[${bare}]` : bare;
    const host = tap.hosts.find(name, port);
    if (host === null) return null;
    const method = textIn(request, 'method');
    const operation = readOperation(method, textIn(request, 'path'));
    if (operation === null) return null;
    const usual = port === '' || port === (protocol === 'https:' ? '443' : '80');
    return { host, origin: `${protocol}//${name}${usual ? '' : `:${port}`}`, method, operation };
  }

  return {
    // Published when the head of an answer has come, whatever its name says.
    'http.client.response.finish': (message) => {
      const request = objectIn(message, 'request');
      const response = objectIn(message, 'response');
      if (request === null || response === null) return;
      tap.heard();
      const asked = readAsked(request, portIn(request));
      const status: unknown = Reflect.get(response, 'statusCode');
      if (asked === null || typeof status !== 'number') return;
      answered.add(request);
      const pairs: unknown = Reflect.get(response, 'rawHeaders');
      const head = readHead(status, textIn(response, 'statusMessage'), Array.isArray(pairs) ? pairs : []);
      follow(tap, asked, head, request, response);
    },
    'http.client.request.error': (message) => {
      const request = objectIn(message, 'request');
      // Of an answer that has begun, its end tells.
      if (request === null || over.has(request) || answered.has(request)) return;
      tap.heard();
      const error: unknown = Reflect.get(message, 'error');
      const asked = readAsked(request, portIn(request) || portOfError(error));
      if (asked === null) return;
      over.add(request);
      tap.tellNoAnswer(asked, error, isOwnEnd(error) || isCalledOff(request, error));
    },
  };
}

function follow(tap: Tap, asked: Asked, head: AnswerHead, request: object, response: object): void {
  const answer = tap.open(asked, head);
  if (answer === null) return;
  if (answer.wantsBytes) answer.overhear(overhear(response, 'push', (chunk) => tap.guard(() => takePart(answer, chunk))));
  // A listener for `close` changes nothing of how a stream flows; one for `error` would make an error thrown that nobody waits for.
  const once: unknown = Reflect.get(response, 'once');
  if (typeof once !== 'function') return;
  Reflect.apply(once, response, [
    'close',
    () => tap.guard(() => (Reflect.get(response, 'complete') === true ? answer.end(false) : breakOff(answer, request, response))),
  ]);
}

/** `null` is the answer's end. */
function takePart(answer: Answer, chunk: unknown): void {
  if (chunk === null) answer.end(true);
  else if (chunk instanceof Uint8Array) answer.take(chunk);
}

/** It was the other side where the socket had read its end, or an error that is not the client's own. */
function breakOff(answer: Answer, request: object, response: object): void {
  const socket = objectIn(request, 'socket');
  const failed = socket === null ? null : objectIn(socket, 'errored');
  const own = failed === null ? socket === null || Reflect.get(socket, 'readableEnded') !== true : isOwnEnd(failed);
  answer.break(failed ?? objectIn(response, 'errored'), own);
}

/** A client that destroys its request gets the error of a connection that was lost. */
function isCalledOff(request: object, error: unknown): boolean {
  return (
    Reflect.get(request, 'destroyed') === true &&
    typeof error === 'object' &&
    error !== null &&
    textIn(error, 'message') === 'socket hang up'
  );
}

/** The port that the request went to, as far as its socket knows; a request's headers are not asked. */
function portIn(request: object): string {
  const socket = objectIn(request, 'socket');
  const port: unknown = socket === null ? null : Reflect.get(socket, 'remotePort');
  return typeof port === 'number' ? String(port) : '';
}

function portOfError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const port: unknown = Reflect.get(error, 'port');
  if (typeof port === 'number') return String(port);
  const tried: unknown = Reflect.get(error, 'errors');
  const [first]: unknown[] = Array.isArray(tried) ? tried : [];
  return first === undefined ? '' : portOfError(first);
}
