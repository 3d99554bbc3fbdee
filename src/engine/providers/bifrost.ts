import type { Provider } from './provider.js';

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
  sources: ['maximhq/bifrost:README.md'],
};
