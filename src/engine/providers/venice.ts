import { OPENAI_RATE_LIMIT_HEADERS } from './openaiHeaders.js';
import type { Provider } from './provider.js';

/**
 * @see Venice API documentation, Error codes
 */
export const venice: Provider = {
  id: 'venice',
  name: 'Venice',
  kind: 'provider',
  aliases: ['venice-ai', 'venice.ai'],
  hosts: ['venice.ai', '.venice.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.venice.ai/api/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: OPENAI_RATE_LIMIT_HEADERS,
  },
  codes: [
    { category: 'authentication', codes: ['authentication_failed', 'authentication_failed_inactive_key'] },
    { category: 'permission', codes: ['unauthorized'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request'] },
    { category: 'rate_limit', codes: ['rate_limit_exceeded'] },
    { category: 'billing', codes: ['insufficient_balance'] },
    { category: 'server_error', codes: ['inference_failed', 'unknown_error'] },
    { category: 'overloaded', codes: ['model_at_capacity'] },
  ],
  links: {
    keys: 'https://venice.ai/settings/api',
    models: 'https://docs.venice.ai/models/overview',
    docs: 'https://docs.venice.ai/api-reference/error-codes',
  },
};
