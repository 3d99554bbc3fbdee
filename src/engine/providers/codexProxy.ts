import type { Provider } from './provider.js';

/**
 * @see edison7009/EchoBird:README.md
 */
export const codexProxy: Provider = {
  id: 'codexproxy',
  name: 'CodexProxy',
  kind: 'gateway',
  aliases: ['codex-proxy'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://github.com/edison7009/EchoBird' },
};
