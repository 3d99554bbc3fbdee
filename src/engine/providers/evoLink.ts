import type { Provider } from './provider.js';

/**
 * @see EvoLink, Fix OpenRouter 429 "Provider Returned Error"
 */
export const evoLink: Provider = {
  id: 'evolink',
  name: 'EvoLink',
  kind: 'gateway',
  aliases: ['evolink.ai', 'evolink-ai'],
  hosts: ['evolink.ai', '.evolink.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.evolink.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: ['x-ratelimit-remaining'] },
  codes: [
    { category: 'rate_limit', broad: true, codes: ['429'] },
    { category: 'bad_gateway', broad: true, codes: ['502', '503'] },
    { category: 'invalid_request', broad: true, codes: ['400'] },
    { category: 'authentication', broad: true, codes: ['401'] },
    { category: 'permission', broad: true, codes: ['403'] },
    { category: 'model_not_found', broad: true, codes: ['404'] },
  ],
  links: { docs: 'https://evolink.ai' },
  fallback: 'fallback.evolink',
};
