import type { Provider } from './provider.js';

/**
 * Its codes are those of the provider behind it, handed on in `X-Provider-Error-Code`.
 *
 * @see TokenMix Research Lab, "Chat completion API provider returned error" Fix Guide
 */
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
  codes: [
    { category: 'rate_limit', origin: 'upstream', broad: true, codes: ['429'] },
    { category: 'rate_limit', origin: 'upstream', codes: ['rate limit', 'rate_limit_exceeded'] },
    { category: 'authentication', origin: 'upstream', broad: true, codes: ['401'] },
    { category: 'authentication', origin: 'upstream', codes: ['unauthorized'] },
    { category: 'model_not_found', origin: 'upstream', codes: ['model not found'] },
    { category: 'overloaded', origin: 'upstream', broad: true, codes: ['503'] },
    { category: 'overloaded', origin: 'upstream', codes: ['service unavailable'] },
    { category: 'context_length', origin: 'upstream', codes: ['context length exceeded'] },
    { category: 'content_filter', origin: 'upstream', codes: ['content filter triggered'] },
    { category: 'billing', origin: 'upstream', codes: ['billing_required'] },
    { category: 'invalid_request', origin: 'upstream', codes: ['invalid request format'] },
  ],
  links: { docs: 'https://tokenmix.ai' },
  fallback: 'fallback.tokenmix',
};
