import type { Provider } from './provider.js';

/**
 * @see Xiaomi MiMo documentation, First API Call
 */
export const xiaomi: Provider = {
  id: 'xiaomi',
  name: 'Xiaomi MiMo',
  shortName: 'Xiaomi',
  kind: 'provider',
  aliases: ['mimo'],
  hosts: ['.xiaomimimo.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.xiaomimimo.com/v1', anthropic: 'https://api.xiaomimimo.com/anthropic' },
  headers: { requestId: [], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://platform.xiaomimimo.com/docs' },
};
