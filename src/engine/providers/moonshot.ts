import type { Provider } from './provider.js';

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
  codes: {
    content_filter: { category: 'content_filter' },
    invalid_request_error: { category: 'invalid_request', broad: true },
    invalid_authentication_error: { category: 'authentication' },
    incorrect_api_key_error: { category: 'authentication' },
    exceeded_current_quota_error: { category: 'billing', broad: true },
    permission_denied_error: { category: 'permission', broad: true },
    resource_not_found_error: { category: 'model_not_found' },
    engine_overloaded_error: { category: 'overloaded' },
    rate_limit_reached_error: { category: 'rate_limit', broad: true },
    server_error: { category: 'server_error' },
    unexpected_output: { category: 'server_error' },
  },
  links: {
    keys: 'https://platform.moonshot.ai/console/api-keys',
    billing: 'https://platform.moonshot.ai/console/pay',
    limits: 'https://platform.moonshot.ai/docs/pricing/limits',
    models: 'https://platform.moonshot.ai/docs/pricing/chat',
    docs: 'https://platform.moonshot.ai/docs/api/chat',
  },
  sources: [
    'Moonshot AI Open Platform documentation, Error description',
    'Kimi Help Center, API error codes',
    'Kimi Code documentation, Error reference',
  ],
};
