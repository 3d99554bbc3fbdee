import type { Provider } from './provider.js';

/**
 * @see yym68686/uni-api:README.md
 */
export const uniApi: Provider = {
  id: 'uni-api',
  name: 'uni-api',
  kind: 'gateway',
  aliases: ['uniapi'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://github.com/yym68686/uni-api' },
};
