import type { Provider } from './provider.js';

/**
 * @see Featherless documentation, API reference
 */
export const featherless: Provider = {
  id: 'featherless',
  name: 'Featherless',
  kind: 'provider',
  aliases: ['featherless-ai'],
  hosts: ['featherless.ai', '.featherless.ai'],
  keyPrefixes: ['rc_'],
  baseUrls: { openai: 'https://api.featherless.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    keys: 'https://featherless.ai/account/api-keys',
    models: 'https://featherless.ai/models',
    docs: 'https://featherless.ai/docs',
  },
};
