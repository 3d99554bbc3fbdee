import type { Provider } from './provider.js';

export const venice: Provider = {
  id: 'venice',
  name: 'Venice',
  kind: 'provider',
  aliases: ['venice-ai', 'venice.ai'],
  hosts: ['venice.ai', '.venice.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.venice.ai/api/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-reset-requests',
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-tokens',
      'x-ratelimit-reset-tokens',
    ],
  },
  codes: {
    authentication_failed: { category: 'authentication' },
    authentication_failed_inactive_key: { category: 'authentication' },
    unauthorized: { category: 'permission' },
    model_not_found: { category: 'model_not_found' },
    invalid_request: { category: 'invalid_request', broad: true },
    rate_limit_exceeded: { category: 'rate_limit' },
    insufficient_balance: { category: 'billing' },
    inference_failed: { category: 'server_error' },
    unknown_error: { category: 'server_error' },
    model_at_capacity: { category: 'overloaded' },
  },
  links: {
    keys: 'https://venice.ai/settings/api',
    models: 'https://docs.venice.ai/models/overview',
    docs: 'https://docs.venice.ai/api-reference/error-codes',
  },
  sources: ['Venice API documentation, Error codes'],
};
