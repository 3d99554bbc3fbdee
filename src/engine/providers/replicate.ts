import type { Provider } from './provider.js';

/**
 * @see Replicate documentation, HTTP API
 * @see Replicate documentation, Rate limits
 */
export const replicate: Provider = {
  id: 'replicate',
  name: 'Replicate',
  kind: 'provider',
  aliases: ['replicate-ai', 'replicateexception'],
  hosts: ['replicate.com', '.replicate.com', '.replicate.delivery'],
  keyPrefixes: ['r8_'],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: ['ratelimit-remaining', 'ratelimit-reset'] },
  codes: [],
  links: {
    status: 'https://www.replicatestatus.com',
    keys: 'https://replicate.com/account/api-tokens',
    billing: 'https://replicate.com/account/billing',
    limits: 'https://replicate.com/docs/topics/predictions/rate-limits',
    models: 'https://replicate.com/explore',
    docs: 'https://replicate.com/docs/reference/http',
  },
};
