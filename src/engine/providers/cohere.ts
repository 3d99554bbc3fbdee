import type { Provider } from './provider.js';

/**
 * @see Cohere documentation, Errors (status codes and messages)
 * @see Cohere documentation, Rate limits
 */
export const cohere: Provider = {
  id: 'cohere',
  name: 'Cohere',
  kind: 'provider',
  aliases: ['cohere-v2', 'cohereexception'],
  hosts: ['.cohere.com', 'cohere.com', '.cohere.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.cohere.ai/compatibility/v1' },
  headers: {
    requestId: ['x-debug-trace-id'],
    retry: ['retry-after'],
    rateLimit: ['x-trial-endpoint-call-limit', 'x-trial-endpoint-call-remaining'],
  },
  codes: [{ category: 'invalid_request', broad: true, codes: ['invalid_request'] }],
  links: {
    status: 'https://status.cohere.com',
    keys: 'https://dashboard.cohere.com/api-keys',
    billing: 'https://dashboard.cohere.com/billing',
    limits: 'https://docs.cohere.com/docs/rate-limits',
    models: 'https://docs.cohere.com/docs/models',
    docs: 'https://docs.cohere.com/reference/errors',
  },
};
