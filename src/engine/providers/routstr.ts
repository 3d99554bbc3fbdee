import type { Provider } from './provider.js';

export const routstr: Provider = {
  id: 'routstr',
  name: 'Routstr',
  kind: 'gateway',
  aliases: ['routstr-ai'],
  hosts: ['routstr.com', '.routstr.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.routstr.com/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    upstream_error: { category: 'bad_gateway', broad: true },
  },
  links: { docs: 'https://docs.routstr.com' },
  sources: ['Routstr/routstr-core:README.md'],
};
