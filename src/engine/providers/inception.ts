import type { Provider } from './provider.js';

/**
 * @see Inception documentation, Get started
 */
export const inception: Provider = {
  id: 'inception',
  name: 'Inception',
  kind: 'provider',
  aliases: ['inception-labs', 'inceptionlabs'],
  hosts: ['.inceptionlabs.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.inceptionlabs.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { keys: 'https://platform.inceptionlabs.ai/dashboard/api-keys', docs: 'https://docs.inceptionlabs.ai' },
};
