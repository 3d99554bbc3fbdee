import type { Provider } from './provider.js';

/**
 * @see Friendli documentation, Serverless endpoints
 */
export const friendli: Provider = {
  id: 'friendli',
  name: 'Friendli',
  kind: 'provider',
  aliases: ['friendliai', 'friendli-ai'],
  hosts: ['.friendli.ai', 'friendli.ai'],
  keyPrefixes: ['flp_'],
  baseUrls: { openai: 'https://api.friendli.ai/serverless/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://friendli.ai/docs' },
};
