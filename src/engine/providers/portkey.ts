import type { Provider } from './provider.js';

/**
 * @see Portkey documentation, Error library
 * @see Portkey documentation, Fallbacks
 * @see Portkey-AI/gateway:src/handlers/handlerUtils.ts
 */
export const portkey: Provider = {
  id: 'portkey',
  name: 'Portkey',
  kind: 'gateway',
  aliases: ['portkey-ai', 'portkey.ai'],
  hosts: ['portkey.ai', '.portkey.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.portkey.ai/v1', anthropic: 'https://api.portkey.ai' },
  headers: { requestId: ['x-portkey-trace-id', 'x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [{ category: 'content_filter', broad: true, codes: ['hooks_failed'] }],
  links: {
    status: 'https://status.portkey.ai',
    keys: 'https://app.portkey.ai/api-keys',
    docs: 'https://portkey.ai/docs/api-reference/inference-api/error-codes',
  },
  fallback: 'fallback.portkey',
};
