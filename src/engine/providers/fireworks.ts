import type { Provider } from './provider.js';

/**
 * @see Fireworks AI documentation, Inference error codes
 * @see Fireworks AI documentation, Rate limits
 */
export const fireworks: Provider = {
  id: 'fireworks',
  name: 'Fireworks AI',
  kind: 'provider',
  aliases: ['fireworks-ai', 'fireworksai', 'fireworks-aiexception'],
  hosts: ['fireworks.ai', '.fireworks.ai'],
  keyPrefixes: ['fw_'],
  baseUrls: { openai: 'https://api.fireworks.ai/inference/v1', anthropic: 'https://api.fireworks.ai/inference' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-limit-tokens-prompt',
      'x-ratelimit-remaining-tokens-prompt',
      'x-ratelimit-over-limit',
    ],
  },
  codes: [
    { category: 'billing', broad: true, codes: ['precondition_failed'] },
    { category: 'model_not_found', broad: true, codes: ['not_found'] },
    { category: 'authentication', codes: ['unauthorized'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'rate_limit', codes: ['rate_limit_exceeded'] },
  ],
  links: {
    status: 'https://status.fireworks.ai',
    keys: 'https://app.fireworks.ai/settings/users/api-keys',
    billing: 'https://app.fireworks.ai/account/billing',
    limits: 'https://docs.fireworks.ai/guides/quotas_usage/rate-limits',
    models: 'https://app.fireworks.ai/models',
    docs: 'https://docs.fireworks.ai/guides/inference-error-codes',
  },
};
