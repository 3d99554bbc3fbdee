import type { Provider } from './provider.js';

/**
 * @see Windsurf documentation, Common issues
 */
export const windsurf: Provider = {
  id: 'windsurf',
  name: 'Windsurf',
  kind: 'gateway',
  aliases: ['codeium'],
  hosts: ['.codeium.com', 'codeium.com', '.windsurf.com', 'windsurf.com'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    status: 'https://status.windsurf.com',
    billing: 'https://windsurf.com/subscription/usage',
    limits: 'https://windsurf.com/subscription/usage',
    models: 'https://docs.windsurf.com/windsurf/models',
    docs: 'https://docs.windsurf.com/troubleshooting/windsurf-common-issues',
  },
};
