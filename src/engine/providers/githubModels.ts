import type { Provider } from './provider.js';

/**
 * @see GitHub documentation, GitHub Models
 * @see GitHub REST API documentation, Rate limits
 */
export const githubModels: Provider = {
  id: 'github-models',
  name: 'GitHub Models',
  shortName: 'GitHub',
  kind: 'provider',
  aliases: ['github', 'github-ai', 'githubexception'],
  hosts: ['models.github.ai', 'models.inference.ai.azure.com'],
  keyPrefixes: ['github_pat_', 'ghp_'],
  baseUrls: { openai: 'https://models.github.ai/inference' },
  headers: {
    requestId: ['x-github-request-id', 'x-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'x-ratelimit-type',
      'x-ratelimit-timeremaining',
    ],
  },
  codes: [
    { category: 'context_length', codes: ['tokens_limit_reached'] },
    { category: 'rate_limit', broad: true, codes: ['ratelimitreached'] },
    { category: 'model_not_found', codes: ['unknown_model', 'unavailable_model'] },
    { category: 'permission', codes: ['no_access'] },
    { category: 'content_filter', codes: ['content_filter'] },
  ],
  links: {
    status: 'https://www.githubstatus.com',
    keys: 'https://github.com/settings/tokens',
    billing: 'https://github.com/settings/billing',
    limits: 'https://docs.github.com/en/github-models/use-github-models/prototyping-with-ai-models#rate-limits',
    models: 'https://github.com/marketplace/models',
    docs: 'https://docs.github.com/en/github-models',
  },
};
