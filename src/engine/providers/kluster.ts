import type { Provider } from './provider.js';

/**
 * @see kluster.ai documentation, API reference
 */
export const kluster: Provider = {
  id: 'kluster',
  name: 'kluster.ai',
  kind: 'provider',
  aliases: ['kluster-ai', 'klusterai'],
  hosts: ['kluster.ai', '.kluster.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.kluster.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.kluster.ai' },
};
