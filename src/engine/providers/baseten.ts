import type { Provider } from './provider.js';

/**
 * @see Baseten documentation, Model APIs
 */
export const baseten: Provider = {
  id: 'baseten',
  name: 'Baseten',
  kind: 'provider',
  aliases: ['base-ten'],
  hosts: ['baseten.co', '.baseten.co'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://inference.baseten.co/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    status: 'https://status.baseten.co',
    keys: 'https://app.baseten.co/settings/api_keys',
    billing: 'https://app.baseten.co/settings/billing',
    models: 'https://www.baseten.co/library',
    docs: 'https://docs.baseten.co',
  },
};
