import type { Provider } from './provider.js';

/**
 * @see Requesty documentation, Quickstart
 * @see Requesty documentation, Fallback policies
 */
export const requesty: Provider = {
  id: 'requesty',
  name: 'Requesty',
  kind: 'gateway',
  aliases: ['requesty-ai', 'requesty.ai'],
  hosts: ['requesty.ai', '.requesty.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://router.requesty.ai/v1', anthropic: 'https://router.requesty.ai' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    keys: 'https://app.requesty.ai/api-keys',
    billing: 'https://app.requesty.ai/billing',
    models: 'https://app.requesty.ai/router/list',
    docs: 'https://docs.requesty.ai',
  },
  fallback: 'fallback.requesty',
};
