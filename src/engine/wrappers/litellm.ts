import type { Wrapper } from './wrapper.js';

/** LiteLLM: `litellm.RateLimitError: BedrockException - {…}. Received Model Group=…` (litellm_core_utils/exception_mapping_utils.py). */
export const litellm: Wrapper = {
  id: 'litellm',
  name: 'LiteLLM',
  signals: ['litellm.', 'LiteLLM', 'Exception - ', 'Received Model Group=', 'error_str: '],
  read: (text) => {
    // One class may be raised from another, and the last is what it was raised from.
    const named = lastOf(CLASS, text);
    const exception = /\b([A-Z][A-Za-z_]{1,40}?)(?:AI)? ?Exception - /.exec(text);
    const group = /Received Model Group=([^\s,]{1,160})/.exec(text);
    const own =
      named !== null ||
      group !== null ||
      text.includes('LiteLLM') ||
      text.includes('error_str: ') ||
      /Exception - .{0,400}litellm/.test(text.slice(0, 2_000));
    if (!own && exception === null) return null;
    const last = exception ?? named;
    return {
      ...(last ? { end: last.index + last[0].length } : {}),
      gateway: own ? 'litellm' : undefined,
      provider: exception?.[1] === undefined ? undefined : providerOfException(exception[1]),
      model: group?.[1],
      code: named?.[1],
      status: STATUS.get(named?.[1] ?? ''),
    };
  },
};

const CLASS = /\blitellm\.(?:exceptions\.)?([A-Z][A-Za-z]{1,60}): /g;

function lastOf(pattern: RegExp, text: string): RegExpExecArray | null {
  let last: RegExpExecArray | null = null;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) last = found;
  return last;
}

/** The `status_code` that LiteLLM gives each of its classes (litellm/exceptions.py). `APIConnectionError` and `APIError` say nothing. */
const STATUS: ReadonlyMap<string, number> = new Map([
  ['BadRequestError', 400],
  ['ContextWindowExceededError', 400],
  ['ContentPolicyViolationError', 400],
  ['UnsupportedParamsError', 400],
  ['AuthenticationError', 401],
  ['PermissionDeniedError', 403],
  ['NotFoundError', 404],
  ['Timeout', 408],
  ['UnprocessableEntityError', 422],
  ['RateLimitError', 429],
  ['ServiceUnavailableError', 503],
]);

/** `OpenAIException` is also what LiteLLM says of every OpenAI-compatible server: it proves no provider. */
function providerOfException(name: string): string | undefined {
  return name === 'OpenAI' || name === 'Open' || name === 'OpenAILike' || name === 'Litellm' ? undefined : name;
}
