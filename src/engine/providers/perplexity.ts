import type { Provider } from './provider.js';

/**
 * @see Perplexity API documentation, Models
 * @see Perplexity API documentation, Error handling
 */
export const perplexity: Provider = {
  id: 'perplexity',
  name: 'Perplexity',
  kind: 'provider',
  aliases: ['perplexity-ai', 'perplexityexception'],
  hosts: ['.perplexity.ai', 'perplexity.ai'],
  keyPrefixes: ['pplx-'],
  baseUrls: { openai: 'https://api.perplexity.ai' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'model_not_found', codes: ['invalid_model'] },
    { category: 'invalid_request', codes: ['invalid_message'] },
    { category: 'authentication', codes: ['invalid_api_key'] },
    { category: 'billing', codes: ['insufficient_quota'] },
  ],
  links: {
    status: 'https://status.perplexity.com',
    keys: 'https://www.perplexity.ai/settings/api',
    billing: 'https://www.perplexity.ai/settings/api',
    limits: 'https://docs.perplexity.ai/guides/usage-tiers',
    models: 'https://docs.perplexity.ai/getting-started/models',
    docs: 'https://docs.perplexity.ai',
  },
};
