import type { Provider } from './provider.js';

/**
 * @see Cerebras Inference documentation, Error codes
 * @see Cerebras Inference documentation, Rate limits
 */
export const cerebras: Provider = {
  id: 'cerebras',
  name: 'Cerebras',
  kind: 'provider',
  aliases: ['cerebras-ai', 'cerebrasexception'],
  hosts: ['.cerebras.ai', 'cerebras.ai'],
  keyPrefixes: ['csk-'],
  baseUrls: { openai: 'https://api.cerebras.ai/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests-day',
      'x-ratelimit-remaining-requests-day',
      'x-ratelimit-reset-requests-day',
      'x-ratelimit-limit-tokens-minute',
      'x-ratelimit-remaining-tokens-minute',
      'x-ratelimit-reset-tokens-minute',
    ],
  },
  codes: [
    { category: 'authentication', codes: ['wrong_api_key'] },
    { category: 'rate_limit', broad: true, codes: ['too_many_requests_error', 'request_quota_exceeded', 'token_quota_exceeded'] },
    { category: 'overloaded', codes: ['queue_exceeded'] },
    { category: 'context_length', codes: ['context_length_exceeded'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
  ],
  links: {
    status: 'https://status.cerebras.ai',
    keys: 'https://cloud.cerebras.ai',
    billing: 'https://cloud.cerebras.ai',
    limits: 'https://inference-docs.cerebras.ai/support/rate-limits',
    models: 'https://inference-docs.cerebras.ai/models/overview',
    docs: 'https://inference-docs.cerebras.ai/support/error',
  },
};
