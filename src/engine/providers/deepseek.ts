import type { Provider } from './provider.js';

/**
 * @see DeepSeek API documentation, Error codes
 * @see DeepSeek API documentation, Rate limit
 */
export const deepseek: Provider = {
  id: 'deepseek',
  name: 'DeepSeek',
  kind: 'provider',
  aliases: ['deep-seek', 'deepseekexception'],
  hosts: ['deepseek.com', '.deepseek.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.deepseek.com/v1', anthropic: 'https://api.deepseek.com/anthropic' },
  headers: { requestId: ['x-ds-trace-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'authentication', codes: ['authentication_error'] },
  ],
  links: {
    status: 'https://status.deepseek.com',
    keys: 'https://platform.deepseek.com/api_keys',
    billing: 'https://platform.deepseek.com/top_up',
    limits: 'https://api-docs.deepseek.com/quick_start/rate_limit',
    models: 'https://api-docs.deepseek.com/quick_start/pricing',
    docs: 'https://api-docs.deepseek.com/quick_start/error_codes',
  },
};
