import type { Provider } from './provider.js';

/**
 * @see anomalyco/opencode:packages/console/app/src/routes/zen/util/error.ts
 * @see opencode documentation, Zen
 */
export const opencode: Provider = {
  id: 'opencode',
  name: 'opencode Zen',
  shortName: 'Zen',
  kind: 'gateway',
  aliases: ['opencode-zen', 'opencode-go', 'zen', 'opencode.ai'],
  hosts: ['opencode.ai', '.opencode.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://opencode.ai/zen/v1', anthropic: 'https://opencode.ai/zen' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'authentication', codes: ['autherror'] },
    { category: 'billing', codes: ['creditserror'] },
    {
      category: 'quota_exhausted',
      codes: ['monthlylimiterror', 'userlimiterror', 'freeusagelimiterror', 'subscriptionusagelimiterror', 'gousagelimiterror'],
    },
    { category: 'model_not_found', codes: ['modelerror'] },
    { category: 'invalid_request', codes: ['missingsessionid'] },
  ],
  links: {
    keys: 'https://opencode.ai/auth',
    billing: 'https://opencode.ai/auth',
    models: 'https://opencode.ai/docs/zen',
    docs: 'https://opencode.ai/docs/zen',
  },
};
