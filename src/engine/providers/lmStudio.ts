import type { Provider } from './provider.js';

/**
 * @see LM Studio documentation, OpenAI compatibility endpoints
 */
export const lmStudio: Provider = {
  id: 'lmstudio',
  name: 'LM Studio',
  shortName: 'LM-Studio',
  kind: 'provider',
  aliases: ['lm-studio'],
  hosts: ['lmstudio.ai', 'localhost:1234', '127.0.0.1:1234', '[::1]:1234'],
  keyPrefixes: [],
  baseUrls: { openai: 'http://localhost:1234/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'model_not_found', codes: ['model_not_found'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
  ],
  links: { models: 'https://lmstudio.ai/models', docs: 'https://lmstudio.ai/docs/developer/openai-compat' },
};
