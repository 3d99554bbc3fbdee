import type { Provider } from './provider.js';

/**
 * @see maximhq/bifrost:README.md
 */
export const bifrost: Provider = {
  id: 'bifrost',
  name: 'Bifrost',
  kind: 'gateway',
  aliases: ['maxim-bifrost'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.getbifrost.ai' },
};
