import type { Provider } from './provider.js';

/**
 * @see ollama/ollama:docs/troubleshooting.md
 * @see ollama/ollama:openai/openai.go
 * @see ollama/ollama:docs/openai.md
 */
export const ollama: Provider = {
  id: 'ollama',
  name: 'Ollama',
  kind: 'provider',
  aliases: ['ollama-cloud', 'ollamaexception'],
  hosts: ['ollama.com', '.ollama.com', 'localhost:11434', '127.0.0.1:11434', '[::1]:11434'],
  keyPrefixes: [],
  baseUrls: { openai: 'http://localhost:11434/v1', anthropic: 'http://localhost:11434' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'model_not_found', broad: true, codes: ['not_found_error'] },
    { category: 'server_error', broad: true, codes: ['api_error'] },
  ],
  links: {
    keys: 'https://ollama.com/settings/keys',
    billing: 'https://ollama.com/settings',
    models: 'https://ollama.com/library',
    docs: 'https://docs.ollama.com/troubleshooting',
  },
};
