import type { Provider } from './provider.js';

/**
 * @see OpenRouter, list of providers
 */
export const poolside: Provider = {
  id: 'poolside',
  name: 'Poolside',
  kind: 'provider',
  aliases: ['poolside-ai'],
  hosts: ['poolside.ai', '.poolside.ai'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.poolside.ai' },
};
