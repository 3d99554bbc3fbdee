import type { Provider } from './provider.js';

/**
 * @see xAI documentation, Debugging errors
 * @see xAI documentation, Consumption and rate limits
 */
export const xai: Provider = {
  id: 'xai',
  name: 'xAI',
  kind: 'provider',
  aliases: ['x-ai', 'x.ai', 'grok', 'xaiexception'],
  hosts: ['x.ai', '.x.ai', '.grok.com'],
  keyPrefixes: ['xai-'],
  baseUrls: { openai: 'https://api.x.ai/v1', anthropic: 'https://api.x.ai' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['client specified an invalid argument'] },
    {
      category: 'permission',
      broad: true,
      codes: ['the caller does not have permission to execute the specified operation', 'permission-denied'],
    },
    { category: 'rate_limit', broad: true, codes: ['some resource has been exhausted', 'resource-exhausted'] },
    { category: 'model_not_found', broad: true, codes: ['some requested entity was not found', 'not-found'] },
    { category: 'overloaded', codes: ['the service is currently unavailable'] },
  ],
  links: {
    status: 'https://status.x.ai',
    keys: 'https://console.x.ai',
    billing: 'https://console.x.ai',
    limits: 'https://console.x.ai',
    models: 'https://docs.x.ai/docs/models',
    docs: 'https://docs.x.ai/docs/key-information/debugging',
  },
};
