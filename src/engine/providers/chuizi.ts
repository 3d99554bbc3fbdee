import type { Provider } from './provider.js';

/**
 * 60 requests a minute and key by default. The estimated cost is taken off the balance before the request is sent on.
 *
 * @see Chuizi documentation, Error handling
 */
export const chuizi: Provider = {
  id: 'chuizi',
  name: 'Chuizi',
  kind: 'gateway',
  aliases: ['chuizi.ai', 'chuizi-ai'],
  hosts: [],
  keyPrefixes: ['ck-'],
  baseUrls: {},
  headers: { requestId: ['x-chuizi-generation-id', 'x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error', '400'] },
    { category: 'authentication', codes: ['authentication_error', '401'] },
    { category: 'billing', codes: ['insufficient_quota', '402'] },
    { category: 'permission', codes: ['permission_error', '403'] },
    { category: 'model_not_found', codes: ['not_found', '404'] },
    { category: 'rate_limit', codes: ['rate_limit_error', '429'] },
    { category: 'server_error', codes: ['server_error', '500'] },
    { category: 'bad_gateway', codes: ['upstream_error', '502'] },
    { category: 'overloaded', codes: ['service_unavailable', '503'] },
    { category: 'timeout', codes: ['timeout', '504'] },
  ],
  links: {},
};
