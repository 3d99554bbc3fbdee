import type { Provider } from './provider.js';

/**
 * Its OpenAI side has a stable `code`; its Anthropic side has none, there `type` and status speak.
 *
 * @see CrossModel documentation, Errors and troubleshooting
 */
export const crossModel: Provider = {
  id: 'crossmodel',
  name: 'CrossModel',
  kind: 'gateway',
  aliases: ['cross-model'],
  hosts: [],
  keyPrefixes: ['cm-'],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [], model: ['x-crossmodel-model'] },
  codes: [
    {
      category: 'invalid_request',
      codes: ['invalid_json', 'invalid_messages', 'unsupported_parameter', 'unsupported_responses_feature'],
    },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    {
      category: 'authentication',
      codes: ['missing_api_key', 'invalid_api_key', 'api_key_inactive', 'user_inactive', 'authentication_error'],
    },
    { category: 'billing', codes: ['insufficient_balance', 'no_wallet', 'billing_error'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'rate_limit', codes: ['rate_limit_exceeded', 'rate_limit_error'] },
    { category: 'bad_gateway', origin: 'upstream', codes: ['provider_error'] },
    { category: 'overloaded', codes: ['model_unavailable'] },
    { category: 'server_error', codes: ['internal_error', 'db_error'] },
    { category: 'server_error', broad: true, codes: ['api_error'] },
  ],
  links: {},
};
