import type { Provider } from './provider.js';

/**
 * @see Moonshot AI Open Platform documentation, Error description
 * @see Kimi Help Center, API error codes
 * @see Kimi Code documentation, Error reference
 */
export const moonshot: Provider = {
  id: 'moonshot',
  name: 'Moonshot AI',
  kind: 'provider',
  aliases: ['moonshotai', 'moonshot-ai', 'kimi', 'kimi-code', 'kimi-for-coding', 'moonshotexception'],
  hosts: ['.moonshot.ai', '.moonshot.cn', 'api.kimi.com', 'platform.kimi.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.moonshot.ai/v1', anthropic: 'https://api.moonshot.ai/anthropic' },
  headers: {
    requestId: ['msh-request-id', 'x-request-id'],
    retry: ['retry-after'],
    rateLimit: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
  },
  codes: [
    { category: 'content_filter', codes: ['content_filter'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'authentication', codes: ['invalid_authentication_error', 'incorrect_api_key_error'] },
    { category: 'billing', broad: true, codes: ['exceeded_current_quota_error'] },
    { category: 'permission', broad: true, codes: ['permission_denied_error'] },
    { category: 'model_not_found', codes: ['resource_not_found_error'] },
    { category: 'overloaded', codes: ['engine_overloaded_error'] },
    { category: 'rate_limit', broad: true, codes: ['rate_limit_reached_error'] },
    { category: 'server_error', codes: ['server_error', 'unexpected_output'] },
  ],
  links: {
    keys: 'https://platform.moonshot.ai/console/api-keys',
    billing: 'https://platform.moonshot.ai/console/pay',
    limits: 'https://platform.moonshot.ai/docs/pricing/limits',
    models: 'https://platform.moonshot.ai/docs/pricing/chat',
    docs: 'https://platform.moonshot.ai/docs/api/chat',
  },
};
