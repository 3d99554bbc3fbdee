import type { Provider } from './provider.js';

/**
 * @see Parasail documentation, Serverless
 */
export const parasail: Provider = {
  id: 'parasail',
  name: 'Parasail',
  kind: 'provider',
  aliases: ['parasail-ai'],
  hosts: ['parasail.io', '.parasail.io'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.parasail.io/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.parasail.io' },
};
