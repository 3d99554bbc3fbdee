import type { Provider } from './provider.js';

/**
 * @see Hyperbolic documentation, REST API
 */
export const hyperbolic: Provider = {
  id: 'hyperbolic',
  name: 'Hyperbolic',
  kind: 'provider',
  aliases: ['hyperbolic-ai', 'hyperbolic-labs'],
  hosts: ['.hyperbolic.xyz', '.hyperbolic.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.hyperbolic.xyz/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { keys: 'https://app.hyperbolic.ai/settings/api-keys', docs: 'https://docs.hyperbolic.xyz' },
};
