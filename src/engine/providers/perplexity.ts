import type { Provider } from './provider.js';

export const perplexity: Provider = {
  id: 'perplexity',
  name: 'Perplexity',
  kind: 'provider',
  aliases: ['perplexity-ai', 'perplexityexception'],
  hosts: ['.perplexity.ai', 'perplexity.ai'],
  keyPrefixes: ['pplx-'],
  baseUrls: { openai: 'https://api.perplexity.ai' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    invalid_model: { category: 'model_not_found' },
    invalid_message: { category: 'invalid_request' },
    invalid_api_key: { category: 'authentication' },
    insufficient_quota: { category: 'billing' },
  },
  links: {
    status: 'https://status.perplexity.com',
    keys: 'https://www.perplexity.ai/settings/api',
    billing: 'https://www.perplexity.ai/settings/api',
    limits: 'https://docs.perplexity.ai/guides/usage-tiers',
    models: 'https://docs.perplexity.ai/getting-started/models',
    docs: 'https://docs.perplexity.ai',
  },
  sources: ['Perplexity API documentation, Models', 'Perplexity API documentation, Error handling'],
};
