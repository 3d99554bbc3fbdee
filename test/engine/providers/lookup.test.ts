import { describe, expect, it } from 'vitest';
import { findProvider, meaningOfCode, providerOfHost } from '../../../src/engine/providers/lookup.js';
import type { Provider } from '../../../src/engine/providers/provider.js';

function known(name: string): Provider {
  const provider = findProvider(name);
  if (!provider) throw new Error(`unknown: ${name}`);
  return provider;
}

describe('findProvider', () => {
  it.each([
    ['Amazon Bedrock', 'bedrock'],
    ['AMAZON_BEDROCK', 'bedrock'],
    ['amazon-bedrock', 'bedrock'],
    ['Google AI Studio', 'google'],
    ['Google', 'google'],
    ['google-vertex', 'google'],
    ['Azure', 'azure'],
    ['Z.AI', 'zai'],
    ['Zhipu', 'zai'],
    ['Alibaba', 'dashscope'],
    ['llamacpp', 'llama.cpp'],
    ['LM Studio', 'lmstudio'],
    ['Hugging Face', 'huggingface'],
    ['Moonshot AI', 'moonshot'],
    ['BaseTen', 'baseten'],
    ['xAI', 'xai'],
    ['one-hub', 'new-api'],
    ['OpenRouter', 'openrouter'],
  ])('%s is %s', (name, id) => {
    expect(findProvider(name)?.id).toBe(id);
  });

  it.each(['', 'nobody', 'constructor', '__proto__', 'toString'])('knows nobody as %j', (name) => {
    expect(findProvider(name)).toBeNull();
  });
});

describe('providerOfHost', () => {
  it.each([
    ['api.openai.com', 'openai'],
    ['my-deployment.openai.azure.com', 'azure'],
    ['models.inference.ai.azure.com', 'github-models'],
    ['us-east5-aiplatform.googleapis.com', 'google'],
    ['bedrock-runtime.eu-west-1.amazonaws.com', 'bedrock'],
    ['OpenRouter.AI:443', 'openrouter'],
    ['api.groq.com.', 'groq'],
    ['localhost:11434', 'ollama'],
    ['127.0.0.1:1234', 'lmstudio'],
    ['api.deepseek.com', 'deepseek'],
    ['ark.cn-beijing.volces.com', 'volcengine'],
    ['gateway.ai.cloudflare.com', 'cloudflare'],
    ['api.cloudflare.com', 'workers-ai'],
  ])('%s belongs to %s', (host, id) => {
    expect(providerOfHost(host)?.id).toBe(id);
  });

  it.each(['example.com', 'localhost:8080', 'notopenai.com', 'x.elb.amazonaws.com', ''])('%j belongs to nobody', (host) => {
    expect(providerOfHost(host)).toBeNull();
  });

  it('reads a host with a port', () => {
    expect(providerOfHost('api.anthropic.com:443')?.id).toBe('anthropic');
  });
});

describe('meaningOfCode', () => {
  it.each([
    ['bedrock', 'ThrottlingException', 'rate_limit'],
    ['litellm', 'ContextWindowExceededError', 'context_length'],
    ['zai', '1113', 'billing'],
    ['dashscope', 'Throttling.RateQuota', 'rate_limit'],
    ['volcengine', 'ModelNotOpen', 'permission'],
    ['google', 'RESOURCE_EXHAUSTED', 'rate_limit'],
    ['copilot', 'user_global_rate_limited:pro_plus', 'rate_limit'],
    ['new-api', 'channel:invalid_key', 'authentication'],
    ['opencode', 'FreeUsageLimitError', 'quota_exhausted'],
  ])('%s: %s is %s', (id, code, category) => {
    expect(meaningOfCode(known(id), code)?.category).toBe(category);
  });

  it('knows nothing of a code that is not documented', () => {
    expect(meaningOfCode(known('openai'), 'constructor')).toBeNull();
    expect(meaningOfCode(known('openai'), 'no_such_code')).toBeNull();
    expect(meaningOfCode(known('openai'), '')).toBeNull();
  });
});

/** The tables of the gateways' own documents. */
describe('the tables of the gateways', () => {
  const upstream = 'upstream';
  it.each([
    ['tokenmix', '429', 'rate_limit', upstream],
    ['tokenmix', '401', 'authentication', upstream],
    ['tokenmix', 'model not found', 'model_not_found', upstream],
    ['tokenmix', '503', 'overloaded', upstream],
    ['tokenmix', 'context length exceeded', 'context_length', upstream],
    ['tokenmix', 'content_filter_triggered', 'content_filter', upstream],
    ['tokenmix', 'billing_required', 'billing', upstream],
    ['tokenmix', 'invalid request format', 'invalid_request', upstream],
    ['evolink', '429', 'rate_limit', undefined],
    ['evolink', '502', 'bad_gateway', undefined],
    ['evolink', '404', 'model_not_found', undefined],
    ['openrouter', '401', 'authentication', undefined],
    ['openrouter', '429', 'rate_limit', undefined],
    ['openrouter', '502', 'bad_gateway', undefined],
    ['openrouter', 'openrouter_platform', 'rate_limit', 'gateway'],
    ['openrouter', 'upstream_provider_shared_pool', 'rate_limit', 'upstream'],
    ['openrouter', 'openrouter_credits', 'billing', undefined],
    ['openrouter', 'openrouter_key_limit', 'quota_exhausted', undefined],
    ['chuizi', 'invalid_request_error', 'invalid_request', undefined],
    ['chuizi', 'authentication_error', 'authentication', undefined],
    ['chuizi', 'insufficient_quota', 'billing', undefined],
    ['chuizi', 'permission_error', 'permission', undefined],
    ['chuizi', 'not_found', 'model_not_found', undefined],
    ['chuizi', 'rate_limit_error', 'rate_limit', undefined],
    ['chuizi', 'server_error', 'server_error', undefined],
    ['chuizi', 'upstream_error', 'bad_gateway', undefined],
    ['chuizi', 'service_unavailable', 'overloaded', undefined],
    ['chuizi', 'timeout', 'timeout', undefined],
    ['chuizi', '402', 'billing', undefined],
    ['crossmodel', 'invalid_json', 'invalid_request', undefined],
    ['crossmodel', 'invalid_messages', 'invalid_request', undefined],
    ['crossmodel', 'unsupported_parameter', 'invalid_request', undefined],
    ['crossmodel', 'unsupported_responses_feature', 'invalid_request', undefined],
    ['crossmodel', 'missing_api_key', 'authentication', undefined],
    ['crossmodel', 'invalid_api_key', 'authentication', undefined],
    ['crossmodel', 'api_key_inactive', 'authentication', undefined],
    ['crossmodel', 'user_inactive', 'authentication', undefined],
    ['crossmodel', 'insufficient_balance', 'billing', undefined],
    ['crossmodel', 'no_wallet', 'billing', undefined],
    ['crossmodel', 'billing_error', 'billing', undefined],
    ['crossmodel', 'model_not_found', 'model_not_found', undefined],
    ['crossmodel', 'rate_limit_exceeded', 'rate_limit', undefined],
    ['crossmodel', 'provider_error', 'bad_gateway', upstream],
    ['crossmodel', 'model_unavailable', 'overloaded', undefined],
    ['crossmodel', 'internal_error', 'server_error', undefined],
    ['crossmodel', 'db_error', 'server_error', undefined],
  ])('%s: %s is %s', (id, code, category, origin) => {
    const meaning = meaningOfCode(known(id), code);
    expect(meaning?.category).toBe(category);
    expect(meaning?.origin).toBe(origin);
  });

  it('keeps the header names and key forms of the gateways', () => {
    expect(known('tokenmix').headers.cause).toEqual({ code: 'x-provider-error-code', message: 'x-provider-error-message' });
    expect(known('chuizi').headers.requestId[0]).toBe('x-chuizi-generation-id');
    expect(known('chuizi').keyPrefixes).toEqual(['ck-']);
    expect(known('crossmodel').headers.model).toEqual(['x-crossmodel-model']);
    expect(known('crossmodel').keyPrefixes).toEqual(['cm-']);
  });
});
