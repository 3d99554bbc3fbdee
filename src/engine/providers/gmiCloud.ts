import type { Provider } from './provider.js';

/**
 * @see GMI Cloud documentation, Inference engine API
 */
export const gmiCloud: Provider = {
  id: 'gmicloud',
  name: 'GMI Cloud',
  shortName: 'GMI',
  kind: 'provider',
  aliases: ['gmi', 'gmi-serving'],
  hosts: ['.gmi-serving.com', '.gmicloud.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.gmi-serving.com/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.gmicloud.ai' },
};
