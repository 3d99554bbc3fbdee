import type { Provider } from './provider.js';

/** The numeric codes are the HTTP statuses that OpenRouter documents; what `metadata.raw` holds says more and overrules them. */
export const openRouter: Provider = {
  id: 'openrouter',
  name: 'OpenRouter',
  kind: 'gateway',
  aliases: ['open-router', 'openrouter.ai', 'openrouterexception'],
  hosts: ['openrouter.ai', '.openrouter.ai'],
  keyPrefixes: ['sk-or-'],
  baseUrls: { openai: 'https://openrouter.ai/api/v1', anthropic: 'https://openrouter.ai/api' },
  headers: {
    requestId: ['x-generation-id', 'x-request-id'],
    retry: ['retry-after'],
    rateLimit: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
  },
  codes: {
    400: { category: 'invalid_request', broad: true },
    401: { category: 'authentication', broad: true },
    402: { category: 'billing', broad: true },
    408: { category: 'timeout', broad: true },
    429: { category: 'rate_limit', broad: true },
    502: { category: 'bad_gateway', broad: true },
    403: { category: 'content_filter', broad: true },
    404: { category: 'routing', broad: true },
    503: { category: 'routing', broad: true },
    openrouter_in_flight_budget: { category: 'rate_limit', retryable: true },
  },
  links: {
    status: 'https://status.openrouter.ai',
    keys: 'https://openrouter.ai/settings/keys',
    billing: 'https://openrouter.ai/settings/credits',
    limits: 'https://openrouter.ai/docs/api/reference/limits',
    models: 'https://openrouter.ai/models',
    privacy: 'https://openrouter.ai/settings/privacy',
    ownKeys: 'https://openrouter.ai/settings/integrations',
    docs: 'https://openrouter.ai/docs/api/reference/errors-and-debugging',
  },
  fallback: 'the request takes a `models` list, and the next model answers where the first fails',
  sources: [
    'OpenRouter documentation, Errors and debugging',
    'OpenRouter documentation, Limits',
    'OpenRouter documentation, Provider routing',
    'OpenRouter documentation, Model fallbacks',
    'OpenRouter documentation, BYOK',
  ],
};
