import type { Provider } from './provider.js';

/**
 * @see Routstr/routstr-core:README.md
 */
export const routstr: Provider = {
  id: 'routstr',
  name: 'Routstr',
  kind: 'gateway',
  aliases: ['routstr-ai'],
  hosts: ['routstr.com', '.routstr.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.routstr.com/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [{ category: 'bad_gateway', broad: true, codes: ['upstream_error'] }],
  links: { docs: 'https://docs.routstr.com' },
};
