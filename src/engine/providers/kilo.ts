import type { Provider } from './provider.js';

/**
 * @see Kilo-Org/kilocode:packages/opencode/src/session/retry.ts
 * @see Kilo documentation, Gateway
 */
export const kilo: Provider = {
  id: 'kilo',
  name: 'Kilo Gateway',
  kind: 'gateway',
  aliases: ['kilocode', 'kilo-code', 'kilo-gateway', 'kilo.ai'],
  hosts: ['kilo.ai', '.kilo.ai', 'kilocode.ai', '.kilocode.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.kilo.ai/api/gateway' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'billing', codes: ['paid_model_auth_required'] },
    { category: 'quota_exhausted', codes: ['promotion_model_limit_reached'] },
  ],
  links: { billing: 'https://app.kilo.ai/credits', models: 'https://kilo.ai/gateway', docs: 'https://kilo.ai/docs' },
};
