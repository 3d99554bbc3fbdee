import type { Provider } from './provider.js';

export const novita: Provider = {
  id: 'novita',
  name: 'Novita AI',
  kind: 'provider',
  aliases: ['novita-ai', 'novitaai', 'novitaexception'],
  hosts: ['novita.ai', '.novita.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.novita.ai/openai/v1', anthropic: 'https://api.novita.ai/anthropic' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    invalid_api_key: { category: 'authentication' },
    failed_to_auth: { category: 'authentication' },
    model_not_found: { category: 'model_not_found' },
    not_enough_balance: { category: 'billing' },
    invalid_request_body: { category: 'invalid_request', broad: true },
    rate_limit_exceeded: { category: 'rate_limit' },
    token_limit_exceeded: { category: 'rate_limit' },
    service_not_available: { category: 'overloaded' },
    access_deny: { category: 'permission' },
  },
  links: {
    keys: 'https://novita.ai/settings/key-management',
    billing: 'https://novita.ai/billing',
    limits: 'https://novita.ai/docs/guides/llm-rate-limits',
    models: 'https://novita.ai/models',
    docs: 'https://novita.ai/docs/api-reference/basic-error-code',
  },
  sources: [
    'Novita AI documentation, Error code',
    'derekhsu529/Jiekou-Knowledge-Base:knowledge_base/docs/models/reference-error-code.md',
  ],
};
