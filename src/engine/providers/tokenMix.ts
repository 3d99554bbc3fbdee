import type { Provider } from './provider.js';

/** Its codes are those of the provider behind it, handed on in `X-Provider-Error-Code`. */
export const tokenMix: Provider = {
  id: 'tokenmix',
  name: 'TokenMix',
  kind: 'gateway',
  aliases: ['tokenmix.ai', 'token-mix'],
  hosts: ['tokenmix.ai', '.tokenmix.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.tokenmix.ai/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [],
    cause: { code: 'x-provider-error-code', message: 'x-provider-error-message' },
  },
  codes: {
    429: { category: 'rate_limit', origin: 'upstream', broad: true },
    'rate limit': { category: 'rate_limit', origin: 'upstream' },
    rate_limit_exceeded: { category: 'rate_limit', origin: 'upstream' },
    401: { category: 'authentication', origin: 'upstream', broad: true },
    unauthorized: { category: 'authentication', origin: 'upstream' },
    'model not found': { category: 'model_not_found', origin: 'upstream' },
    503: { category: 'overloaded', origin: 'upstream', broad: true },
    'service unavailable': { category: 'overloaded', origin: 'upstream' },
    'context length exceeded': { category: 'context_length', origin: 'upstream' },
    'content filter triggered': { category: 'content_filter', origin: 'upstream' },
    billing_required: { category: 'billing', origin: 'upstream' },
    'invalid request format': { category: 'invalid_request', origin: 'upstream' },
  },
  links: { docs: 'https://tokenmix.ai' },
  fallback: 'it goes on to another provider by default',
  sources: ['TokenMix Research Lab, "Chat completion API provider returned error" Fix Guide'],
};
