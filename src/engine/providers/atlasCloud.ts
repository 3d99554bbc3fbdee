import type { Provider } from './provider.js';

/**
 * @see Atlas Cloud documentation, LLM API
 */
export const atlasCloud: Provider = {
  id: 'atlascloud',
  name: 'Atlas Cloud',
  kind: 'provider',
  aliases: ['atlas-cloud-ai'],
  hosts: ['.atlascloud.ai', 'atlascloud.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.atlascloud.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://www.atlascloud.ai/docs' },
};
