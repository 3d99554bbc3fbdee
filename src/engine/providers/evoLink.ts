import type { Provider } from './provider.js';

export const evoLink: Provider = {
  id: 'evolink',
  name: 'EvoLink',
  kind: 'gateway',
  aliases: ['evolink.ai', 'evolink-ai'],
  hosts: ['evolink.ai', '.evolink.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.evolink.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: ['x-ratelimit-remaining'] },
  codes: {
    429: { category: 'rate_limit', broad: true },
    502: { category: 'bad_gateway', broad: true },
    503: { category: 'bad_gateway', broad: true },
    400: { category: 'invalid_request', broad: true },
    401: { category: 'authentication', broad: true },
    403: { category: 'permission', broad: true },
    404: { category: 'model_not_found', broad: true },
  },
  links: { docs: 'https://evolink.ai' },
  fallback: 'the model `evolink/auto` lets it choose',
  sources: ['EvoLink, Fix OpenRouter 429 "Provider Returned Error"'],
};
