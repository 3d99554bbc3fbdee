import type { Provider } from './provider.js';

/**
 * @see Novita AI documentation, Error code
 * @see derekhsu529/Jiekou-Knowledge-Base:knowledge_base/docs/models/reference-error-code.md
 */
export const novita: Provider = {
  id: 'novita',
  name: 'Novita AI',
  kind: 'provider',
  aliases: ['novita-ai', 'novitaai', 'novitaexception'],
  hosts: ['novita.ai', '.novita.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.novita.ai/openai/v1', anthropic: 'https://api.novita.ai/anthropic' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'authentication', codes: ['invalid_api_key', 'failed_to_auth'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'billing', codes: ['not_enough_balance'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_body'] },
    { category: 'rate_limit', codes: ['rate_limit_exceeded', 'token_limit_exceeded'] },
    { category: 'overloaded', codes: ['service_not_available'] },
    { category: 'permission', codes: ['access_deny'] },
  ],
  links: {
    keys: 'https://novita.ai/settings/key-management',
    billing: 'https://novita.ai/billing',
    limits: 'https://novita.ai/docs/guides/llm-rate-limits',
    models: 'https://novita.ai/models',
    docs: 'https://novita.ai/docs/api-reference/basic-error-code',
  },
};
