import type { Provider } from './provider.js';

/**
 * @see SambaNova documentation, Rate limits
 * @see SambaNova documentation, API error codes
 */
export const sambanova: Provider = {
  id: 'sambanova',
  name: 'SambaNova',
  kind: 'provider',
  aliases: ['sambanova-cloud', 'sambacloud', 'sambanova-systems'],
  hosts: ['.sambanova.ai', 'sambanova.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.sambanova.ai/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-reset-requests',
      'x-ratelimit-limit-requests-day',
      'x-ratelimit-remaining-requests-day',
      'x-ratelimit-reset-requests-day',
    ],
  },
  codes: [
    { category: 'rate_limit', broad: true, codes: ['rate_limit_exceeded'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'context_length', codes: ['context_length_exceeded'] },
  ],
  links: {
    status: 'https://status.sambanova.ai',
    keys: 'https://cloud.sambanova.ai/apis',
    billing: 'https://cloud.sambanova.ai/plans/billing',
    limits: 'https://docs.sambanova.ai/docs/en/models/rate-limits',
    models: 'https://docs.sambanova.ai/docs/en/models/sambacloud-models',
    docs: 'https://docs.sambanova.ai',
  },
};
