/** The endpoint's own refusals, in the shape that the client's protocol has for errors. */
import type { ServerResponse } from 'node:http';
import type { Protocol } from './upstream.js';

export interface Refusal {
  readonly status: number;
  /** What is wrong and what to do, for a person. */
  readonly message: string;
  readonly protocol: Protocol;
  readonly retryAfterSeconds?: number;
}

/** Both protocols' words for a status. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  503: 'overloaded_error',
};

export function refuse(response: ServerResponse, { status, message, protocol, retryAfterSeconds }: Refusal): void {
  const error = { type: TYPES[status] ?? 'api_error', message: `Unwrap's endpoint: ${message}` };
  const body = protocol === 'anthropic' ? { type: 'error', error } : { error: { ...error, param: null, code: null } };
  // The same request gets the same refusal: nobody is to repeat it, unless told when.
  const again = retryAfterSeconds === undefined ? { 'x-should-retry': 'false' } : { 'retry-after': String(retryAfterSeconds) };
  answerJson(response, status, body, again);
}

/** A request's body that nobody reads would hold the connection. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(response.req.complete ? {} : { connection: 'close' }),
    ...headers,
  });
  response.end(bytes);
}
