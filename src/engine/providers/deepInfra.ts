import type { Provider } from './provider.js';

/**
 * @see DeepInfra documentation, OpenAI API
 * @see DeepInfra documentation, Rate limits
 */
export const deepInfra: Provider = {
  id: 'deepinfra',
  name: 'DeepInfra',
  kind: 'provider',
  aliases: ['deep-infra', 'deepinfraexception'],
  hosts: ['deepinfra.com', '.deepinfra.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.deepinfra.com/v1/openai', anthropic: 'https://api.deepinfra.com/anthropic' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    status: 'https://status.deepinfra.com',
    keys: 'https://deepinfra.com/dash/api_keys',
    billing: 'https://deepinfra.com/dash/billing',
    limits: 'https://deepinfra.com/docs/advanced/rate-limits',
    models: 'https://deepinfra.com/models',
    docs: 'https://deepinfra.com/docs',
  },
};
