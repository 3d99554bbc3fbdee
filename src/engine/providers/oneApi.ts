import { newApi } from './newApi.js';
import type { Provider } from './provider.js';

/**
 * New API's ancestor: its codes are among those of New API, and so are its Chinese messages.
 *
 * @see songquanpeng/one-api:relay/controller/error.go
 */
export const oneApi: Provider = {
  id: 'one-api',
  name: 'One API',
  shortName: 'OneAPI',
  kind: 'gateway',
  aliases: ['oneapi'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-oneapi-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: newApi.codes,
  links: { docs: 'https://github.com/songquanpeng/one-api' },
};
