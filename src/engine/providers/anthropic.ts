import type { Provider } from './provider.js';

/**
 * @see Claude API documentation, Errors
 * @see Claude API documentation, Rate limits
 * @see anthropics/anthropic-sdk-typescript:src/client.ts
 */
export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  kind: 'provider',
  aliases: ['claude', 'anthropic-api', 'anthropicexception'],
  hosts: ['anthropic.com', '.anthropic.com', 'claude.ai', '.claude.com', 'claude.com'],
  keyPrefixes: ['sk-ant-'],
  baseUrls: { anthropic: 'https://api.anthropic.com', openai: 'https://api.anthropic.com/v1' },
  headers: {
    requestId: ['request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'anthropic-ratelimit-requests-limit',
      'anthropic-ratelimit-requests-remaining',
      'anthropic-ratelimit-requests-reset',
      'anthropic-ratelimit-tokens-limit',
      'anthropic-ratelimit-tokens-remaining',
      'anthropic-ratelimit-tokens-reset',
      'anthropic-ratelimit-input-tokens-limit',
      'anthropic-ratelimit-input-tokens-remaining',
      'anthropic-ratelimit-input-tokens-reset',
      'anthropic-ratelimit-output-tokens-limit',
      'anthropic-ratelimit-output-tokens-remaining',
      'anthropic-ratelimit-output-tokens-reset',
      'anthropic-ratelimit-unified-status',
      'anthropic-ratelimit-unified-reset',
    ],
  },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'authentication', codes: ['authentication_error'] },
    { category: 'billing', codes: ['billing_error'] },
    { category: 'permission', broad: true, codes: ['permission_error'] },
    { category: 'model_not_found', broad: true, codes: ['not_found_error'] },
    { category: 'context_length', codes: ['request_too_large'] },
    { category: 'rate_limit', broad: true, codes: ['rate_limit_error'] },
    { category: 'server_error', broad: true, codes: ['api_error'] },
    { category: 'timeout', codes: ['timeout_error'] },
    { category: 'overloaded', codes: ['overloaded_error'] },
  ],
  links: {
    status: 'https://status.claude.com',
    keys: 'https://console.anthropic.com/settings/keys',
    billing: 'https://console.anthropic.com/settings/billing',
    limits: 'https://console.anthropic.com/settings/limits',
    models: 'https://platform.claude.com/docs/en/about-claude/models/overview',
    docs: 'https://platform.claude.com/docs/en/api/errors',
  },
};
