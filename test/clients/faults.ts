/** The ways in which an upstream fails a request, over a real socket. Texts follow the services' own wording; ids are invented. */
import type { Dialect } from './dialect.js';

export type Fault =
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** By dialect where it differs; a string is sent as it is. */
      readonly body: (dialect: Dialect) => unknown;
    }
  /** Nobody listens at the address. */
  | { readonly kind: 'refused' }
  /** The connection is closed before an answer. */
  | { readonly kind: 'reset' }
  /** HTTP 200, and the stream's first event is the failure. */
  | { readonly kind: 'error-first' }
  /** HTTP 200, and the stream ends without an event. */
  | { readonly kind: 'empty' }
  /** HTTP 200, and the body ends in the middle of its JSON. */
  | { readonly kind: 'truncated' }
  /** The request is taken and never answered. */
  | { readonly kind: 'stall' };

export interface NamedFault {
  readonly id: string;
  /** What a person must read in the end, wherever a client shows the error's message. */
  readonly words: RegExp;
  readonly fault: Fault;
}

/** OpenRouter's wrapper around a provider's refusal, as it goes to clients of OpenAI's protocol; the two others have their makers' own shape. */
function refusal(status: number, type: string, words: string): (dialect: Dialect) => unknown {
  return (dialect) =>
    dialect === 'messages'
      ? { type: 'error', error: { type, message: words }, request_id: 'req_011CSfaultfaultfaultfault' }
      : dialect === 'responses'
        ? { error: { type, code: type, message: words, param: null } }
        : {
            error: {
              message: 'Provider returned error',
              code: status,
              metadata: { raw: JSON.stringify({ error: { type, message: words } }), provider_name: 'Anthropic' },
            },
            user_id: 'user_2faultfault',
          };
}

const http = (
  status: number,
  type: string,
  words: string,
  headers?: Readonly<Record<string, string>>,
): Fault & { kind: 'http' } => ({ kind: 'http', status, body: refusal(status, type, words), ...(headers ? { headers } : {}) });

const page = `<!DOCTYPE html><html><head><title>api.relay.example | 524: A timeout occurred</title></head><body><h1>A timeout occurred <span>Error code 524</span></h1><p>Cloudflare Ray ID: 8f3a51c2d7e04b19</p></body></html>`;

export const faults: readonly NamedFault[] = [
  {
    id: 'rate-limit-with-hint',
    words: /rate.limit/i,
    fault: http(429, 'rate_limit_error', 'Number of request tokens has exceeded your per-minute rate limit.', {
      'retry-after': '1',
    }),
  },
  {
    id: 'rate-limit',
    words: /rate.limit/i,
    fault: http(429, 'rate_limit_error', 'Number of request tokens has exceeded your per-minute rate limit.'),
  },
  {
    id: 'quota',
    words: /quota|allowance/i,
    fault: http(429, 'insufficient_quota', 'You exceeded your current quota, please check your plan and billing details.'),
  },
  {
    id: 'billing',
    words: /credit/i,
    fault: http(402, 'billing_error', 'Insufficient credits. Add more credits to go on.'),
  },
  { id: 'key', words: /key/i, fault: http(401, 'authentication_error', 'invalid x-api-key') },
  { id: 'model', words: /model/i, fault: http(404, 'not_found_error', 'model: first-model does not exist') },
  { id: 'bad-gateway', words: /gateway/i, fault: http(502, 'api_error', 'Bad gateway') },
  {
    id: 'unavailable',
    words: /overloaded|has no room for/i,
    fault: http(503, 'overloaded_error', 'The model is overloaded. Please try again later.'),
  },
  { id: 'overloaded', words: /overloaded|has no room for/i, fault: http(529, 'overloaded_error', 'Overloaded') },
  {
    id: 'page',
    words: /time|in time/i,
    fault: { kind: 'http', status: 524, headers: { 'content-type': 'text/html' }, body: () => page },
  },
  { id: 'refused', words: /reach|connect/i, fault: { kind: 'refused' } },
  { id: 'reset', words: /reach|connect/i, fault: { kind: 'reset' } },
  { id: 'error-first', words: /overloaded|has no room for/i, fault: { kind: 'error-first' } },
  { id: 'empty', words: /answer/i, fault: { kind: 'empty' } },
  { id: 'truncated', words: /answer/i, fault: { kind: 'truncated' } },
  { id: 'stall', words: /time|in time/i, fault: { kind: 'stall' } },
];
