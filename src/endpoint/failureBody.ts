/**
 * A failure in its protocol's shape. Bodies: "Error codes" of the OpenAI API reference, "Errors" of Anthropic's. Streams: OpenAI's
 * chat completions put the object into a `data:` event, Responses have `error` and `response.failed`, Messages have `error`.
 */
import * as z from 'zod/mini';
import type { Category } from '../engine/model.js';
import type { Failure } from './failure.js';
import { sayFailure } from './failureText.js';
import type { Operation } from './operation.js';
import { makeUninviting } from './uninviting.js';
import type { Protocol } from './upstream.js';

const Fields = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof Fields>;

/** By category: the status of an answer that had none of its own, and both protocols' type. */
const FORMS: Readonly<Record<Category, readonly [status: number, openai: string, anthropic: string]>> = {
  rate_limit: [429, 'rate_limit_error', 'rate_limit_error'],
  quota_exhausted: [429, 'insufficient_quota', 'rate_limit_error'],
  billing: [402, 'billing_error', 'billing_error'],
  authentication: [401, 'authentication_error', 'authentication_error'],
  permission: [403, 'permission_error', 'permission_error'],
  region_restricted: [403, 'permission_error', 'permission_error'],
  model_not_found: [404, 'not_found_error', 'not_found_error'],
  routing: [404, 'not_found_error', 'not_found_error'],
  context_length: [400, 'invalid_request_error', 'invalid_request_error'],
  content_filter: [400, 'invalid_request_error', 'invalid_request_error'],
  invalid_request: [400, 'invalid_request_error', 'invalid_request_error'],
  overloaded: [503, 'server_error', 'overloaded_error'],
  server_error: [500, 'server_error', 'api_error'],
  bad_gateway: [502, 'server_error', 'api_error'],
  timeout: [504, 'server_error', 'timeout_error'],
  network: [502, 'server_error', 'api_error'],
  stream_interrupted: [502, 'server_error', 'api_error'],
  cancelled: [499, 'server_error', 'api_error'],
  unknown: [502, 'server_error', 'api_error'],
  not_an_error: [502, 'server_error', 'api_error'],
};

/** The upstream's own status where it says that it failed. */
export function statusOf({ status, diagnosis }: Failure): number {
  return status !== null && status >= 400 ? status : FORMS[diagnosis.category][0];
}

/** The answer's body, explained in place. `stops`: the client is not to repeat it. */
export function explainedBody(protocol: Protocol, failure: Failure, attempts: number, stops: boolean): string {
  const fields = explainedFields(protocol, failure, attempts);
  return JSON.stringify(stops ? { ...fields, error: makeUninviting(fieldsOf(fields['error'])) } : fields);
}

/** The events that end a stream with a failure. */
export function errorEvents(stream: Operation['stream'], failure: Failure, attempts: number): string {
  const fields = explainedFields(stream === 'messages' ? 'anthropic' : 'openai', failure, attempts);
  if (stream === 'messages') return event('error', fields);
  if (stream !== 'responses') return `data: ${JSON.stringify(fields)}\n\n`;
  const error = fieldsOf(fields['error']);
  const code = typeof error['code'] === 'string' ? error['code'] : 'server_error';
  const message = error['message'];
  // OpenAI sends both; some clients read the one, some the other.
  return (
    event('error', { type: 'error', sequence_number: 0, code, message, param: null, error: { param: null, ...error, code } }) +
    event('response.failed', {
      type: 'response.failed',
      sequence_number: 0,
      response: { id: 'resp_unwrap', object: 'response', status: 'failed', output: [], error: { code, message } },
    })
  );
}

function event(name: string, fields: Fields): string {
  return `event: ${name}\ndata: ${JSON.stringify(fields)}\n\n`;
}

function explainedFields(protocol: Protocol, failure: Failure, attempts: number): Fields {
  const [, openai, anthropic] = FORMS[failure.diagnosis.category];
  const top = failure.own ? {} : readFields(failure.text);
  const { response } = top;
  // `response.failed` holds its error one level deeper.
  const error = fieldsOf(top['error'] ?? fieldsOf(response)['error']);
  const original = originalMessage(top, error);
  const message = sayFailure(failure.diagnosis, attempts, failure.own ? null : (original ?? ''));
  const metadata = failure.own || failure.text === '' ? {} : { metadata: { ...fieldsOf(error['metadata']), raw: failure.text } };
  const type = protocol === 'anthropic' ? anthropic : openai;
  const own = protocol === 'anthropic' ? { type } : { type, code: failure.diagnosis.code, param: null };
  return {
    ...(response === undefined ? top : {}),
    ...(typeof top['message'] === 'string' ? { message } : {}),
    ...(protocol === 'anthropic' ? { type: 'error' } : {}),
    error: { ...own, ...error, message, ...metadata },
  };
}

function originalMessage(top: Fields, error: Fields): string | null {
  for (const value of [error['message'], top['error'], top['message'], top['detail'], error['detail']]) {
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

function readFields(text: string): Fields {
  if (text.length > 0 && text[0] !== '{' && text[0] !== '[' && !/^\s/.test(text)) return {};
  try {
    const value: unknown = JSON.parse(text);
    // Google answers with a list of one.
    return fieldsOf(Array.isArray(value) ? value[0] : value);
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields {
  const parsed = Fields.safeParse(value);
  return parsed.success ? parsed.data : {};
}
