/** The answer to a request that no place has answered. */
import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import type { Failure } from './failure.js';
import { explainedBody, statusOf } from './failureBody.js';
import type { ClientTrait } from './forward.js';
import { without } from './forwardedHeaders.js';
import type { Config, Protocol } from './upstream.js';

export interface FailureAnswer {
  readonly failure: Failure;
  readonly protocol: Protocol;
  /** All that were made, at all places. */
  readonly attempts: number;
  /** The server's own hint, handed on. */
  readonly retryAfterSeconds: number | null;
  /** The client may well repeat it: nothing was tried. */
  readonly again: boolean;
  readonly explain: boolean;
  readonly whenExhausted: Config['whenExhausted'];
  /** Null where it says nothing of itself that is known. */
  readonly client: ClientTrait | null;
  /** The same request was given up before. */
  readonly startsOver: boolean;
  readonly id: string;
  /** The name of the one that failed last. */
  readonly upstream: string;
}

/** What is said anew. */
const REPLACED: ReadonlySet<string> = new Set([
  'content-length',
  'content-encoding',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-unwrap-upstream',
  'x-unwrap-attempts',
  'x-unwrap-id',
]);
const REPLACED_WITH_BODY: ReadonlySet<string> = new Set([...REPLACED, 'content-type']);

/** Gives the status that the client gets. */
export function answerFailure(response: ServerResponse, answer: FailureAnswer): number {
  const { failure, retryAfterSeconds } = answer;
  const untouched = !failure.own && (!answer.explain || isExplained(failure) || failure.diagnosis.category === 'not_an_error');
  const stops = shouldStop(answer);
  const body = Buffer.from(untouched ? failure.text : explainedBody(answer.protocol, failure, answer.attempts, stops));
  const status = stops && (isRepeated(failure) || hides(answer.client, failure)) ? STOPPED : statusOf(failure);
  const headers = without(failure.headers, untouched ? REPLACED : REPLACED_WITH_BODY);
  if (!untouched) headers.push('content-type', 'application/json');
  headers.push('content-length', String(body.length));
  // opencode 1.18 repeats what its words tell of, whatever the status, and waits as it is told: so it has done with it at once.
  if (stops) headers.push('retry-after-ms', '1');
  else if (retryAfterSeconds !== null) headers.push('retry-after', String(Math.ceil(retryAfterSeconds)));
  // The SDKs of OpenAI and Anthropic obey it.
  if (!answer.again) headers.push('x-should-retry', 'false');
  headers.push('x-unwrap-upstream', answer.upstream, 'x-unwrap-attempts', String(answer.attempts), 'x-unwrap-id', answer.id);
  response.writeHead(status, headers);
  response.end(body);
  return status;
}

/** Another endpoint like this one stands behind the upstream's address. */
function isExplained({ headers }: Failure): boolean {
  return headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'x-unwrap-id');
}

/** RFC 4918, 11.4: Failed Dependency. No client repeats it. */
const STOPPED = 424;

/** Whether the client must be kept from repeating the request, and from hiding what it is told. */
export function shouldStop({ failure, again, whenExhausted, client, startsOver }: FailureAnswer): boolean {
  if (again || whenExhausted === 'keep') return false;
  if (whenExhausted === 'auto' && client !== null && (client.persistent || hides(client, failure))) return true;
  return isRepeated(failure) && (whenExhausted === 'stop' || startsOver);
}

function hides(client: ClientTrait | null, failure: Failure): boolean {
  return client?.hides?.includes(statusOf(failure)) === true;
}

/** By clients that go by the status. */
function isRepeated(failure: Failure): boolean {
  const status = statusOf(failure);
  return status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
}
