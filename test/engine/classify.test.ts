import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';

const categoryOf = (raw: string, status: number | null = null): string => diagnose({ raw, status }).category;

const hint = (raw: string, headers: Record<string, string> = {}, at: number | null = null): number | null =>
  diagnose({ raw, status: 429, headers, at }).retryAfterSeconds;

const confidence = (raw: string): number => diagnose({ raw }).confidence;

describe('what a gateway’s own table says of its codes', () => {
  // Chuizi's documentation, Error Handling: type and code as it writes them.
  it.each([
    [400, 'invalid_request_error', 'invalid_request'],
    [401, 'authentication_error', 'authentication'],
    [402, 'insufficient_quota', 'billing'],
    [403, 'permission_error', 'permission'],
    [404, 'not_found', 'model_not_found'],
    [429, 'rate_limit_error', 'rate_limit'],
    [500, 'server_error', 'server_error'],
    [502, 'upstream_error', 'bad_gateway'],
    [503, 'service_unavailable', 'overloaded'],
    [504, 'timeout', 'timeout'],
  ] as const)('Chuizi: %i %s is %s', (status, type, category) => {
    expect(categoryOf(JSON.stringify({ error: { message: 'See the docs.', type, code: String(status) } }), status)).toBe(
      category,
    );
  });

  // CrossModel's documentation, Errors & troubleshooting.
  it.each([
    [400, 'invalid_request_error', 'invalid_json', 'invalid_request'],
    [400, 'invalid_request_error', 'invalid_messages', 'invalid_request'],
    [400, 'invalid_request_error', 'unsupported_parameter', 'invalid_request'],
    [400, 'invalid_request_error', 'unsupported_responses_feature', 'invalid_request'],
    [401, 'authentication_error', 'missing_api_key', 'authentication'],
    [401, 'authentication_error', 'invalid_api_key', 'authentication'],
    [401, 'authentication_error', 'api_key_inactive', 'authentication'],
    [402, 'billing_error', 'insufficient_balance', 'billing'],
    [402, 'billing_error', 'no_wallet', 'billing'],
    [404, 'invalid_request_error', 'model_not_found', 'model_not_found'],
    [429, 'rate_limit_error', 'rate_limit_exceeded', 'rate_limit'],
    [502, 'provider_error', 'provider_error', 'bad_gateway'],
    [503, 'api_error', 'model_unavailable', 'overloaded'],
    [500, 'api_error', 'internal_error', 'server_error'],
    [500, 'api_error', 'db_error', 'server_error'],
  ] as const)('CrossModel: %i %s %s is %s', (status, type, code, category) => {
    const raw = JSON.stringify({ error: { message: 'See the docs.', type, param: null, code } });
    const headers = { 'x-request-id': 'req_cm_71', 'x-crossmodel-model': 'vendor/model-2' };
    expect(diagnose({ raw, status, headers })).toMatchObject({ category, gateway: 'crossmodel', requestId: 'req_cm_71', status });
  });

  // OpenRouter's documentation, Limits: `limit_source` in `metadata`.
  it.each([
    ['openrouter_platform', 'rate_limit', 'gateway'],
    ['upstream_provider_shared_pool', 'rate_limit', 'upstream'],
    ['openrouter_credits', 'billing', 'gateway'],
    ['openrouter_key_limit', 'quota_exhausted', 'gateway'],
  ] as const)('OpenRouter: a limit of %s is %s', (source, category, origin) => {
    const raw = JSON.stringify({ error: { code: 429, message: 'Limit exceeded', metadata: { limit_source: source } } });
    expect(diagnose({ raw, status: 429, provider: 'openrouter' })).toMatchObject({ category, origin, gateway: 'openrouter' });
  });

  it('TokenMix hands on the cause in headers', () => {
    const raw = '{"error":{"message":"Provider error","type":"api_error"}}';
    const headers = {
      'X-Provider-Error-Code': 'context_length_exceeded',
      'X-Provider-Error-Message': 'Prompt of 9000 tokens is over 8192',
    };
    expect(diagnose({ raw, status: 400, headers })).toMatchObject({ category: 'context_length', gateway: 'tokenmix' });
  });
});

describe('what lies', () => {
  it.each([
    [
      'a class name around a balance',
      "RateLimitError: Error code: 429 - {'error': {'code': '1113', 'message': '余额不足'}}",
      'billing',
    ],
    [
      'a connection error around overload',
      'litellm.APIConnectionError: AnthropicException - {"error":{"type":"overloaded_error","message":"Overloaded"}}',
      'overloaded',
    ],
    [
      'a bad request around a missing deployment',
      '400 {"error":{"code":"DeploymentNotFound","message":"The API deployment does not exist."}}',
      'model_not_found',
    ],
    ['a status 500 around context', '500 {"error":{"message":"maximum context length is 8192 tokens"}}', 'context_length'],
    ['a status 503 around a key', '503 {"error":{"message":"no auth credentials found"}}', 'authentication'],
    [
      'a status 400 around a region',
      '400 {"error":{"message":"User location is not supported for the API use."}}',
      'region_restricted',
    ],
    [
      'a rate-limit code around a request too large',
      '429 {"error":{"message":"Request too large for m on tokens per min (TPM): Limit 10, Requested 20","code":"rate_limit_exceeded"}}',
      'context_length',
    ],
  ])('%s does not mislead', (_, raw, category) => {
    expect(categoryOf(raw)).toBe(category);
  });
});

describe('retry hints', () => {
  it.each([
    ['Rate limit reached. Please try again in 644ms.', 0.644],
    ['Rate limit reached. Please try again in 9m38.016s.', 578.016],
    ['Rate limit reached. Try again in 58 hours', 208_800],
    ['Rate limit exceeded, retry after 30 seconds', 30],
    ['{"error":{"message":"slow down","details":[{"retryDelay":"17s"}]}}', 17],
    ['请求过于频繁，请在 12 秒后重试', 12],
    ['429 Too Many Requests. Retrying in 2 s', null],
  ] as const)('of %j are %s s', (raw, seconds) => {
    expect(hint(raw)).toBe(seconds);
  });

  it('are read from the first of several headers of one name', () => {
    expect(diagnose({ raw: 'Too many requests', status: 429, headers: { 'Retry-After': ['7', '9'] } }).retryAfterSeconds).toBe(7);
  });

  it('are read from headers in every form, the body’s last', () => {
    const now = Date.UTC(2026, 0, 1, 12, 0, 0);
    expect(hint('Too many requests', { 'Retry-After': '7' })).toBe(7);
    expect(hint('Too many requests', { 'retry-after-ms': '1500' })).toBe(1.5);
    expect(hint('Too many requests', { 'retry-after': 'Thu, 01 Jan 2026 12:00:09 GMT' }, now)).toBe(9);
    expect(hint('Too many requests', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 4000) }, now)).toBe(4);
    expect(hint('Too many requests', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 4) }, now)).toBe(4);
    expect(hint('Too many requests', { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '4' })).toBeNull();
    expect(hint('try again in 30s', { 'retry-after': '7' })).toBe(7);
  });

  it('of more than a minute make no retry', () => {
    expect(diagnose({ raw: 'Rate limit exceeded, retry after 30 seconds' }).retryable).toBe(true);
    expect(diagnose({ raw: 'Rate limit exceeded, retry after 90 seconds' }).retryable).toBe(false);
  });
});

describe('what is not known', () => {
  it('is null, and the category says so', () => {
    expect(diagnose({ raw: 'Provider returned error' })).toMatchObject({
      category: 'unknown',
      provider: null,
      model: null,
      status: null,
    });
    expect(diagnose({ raw: 'Something went wrong. Please try again.' })).toMatchObject({
      category: 'unknown',
      origin: null,
      retryable: null,
    });
  });

  it('is filled by what the tool says of the call, where the text is silent', () => {
    const said = { provider: 'openrouter', model: 'a/b-2' };
    expect(diagnose({ raw: 'Provider returned error', ...said })).toMatchObject({ gateway: 'openrouter', model: 'a/b-2' });
    expect(diagnose({ raw: 'The model `c-3` does not exist', ...said }).model).toBe('c-3');
  });

  it('lowers the confidence: code and sentence before type, type before status', () => {
    expect(confidence('Your credit balance is too low')).toBeGreaterThan(
      confidence('{"error":{"type":"rate_limit_error","message":"no"}}'),
    );
    expect(confidence('{"error":{"type":"rate_limit_error","message":"no"}}')).toBeGreaterThan(confidence('HTTP 403'));
  });
});
