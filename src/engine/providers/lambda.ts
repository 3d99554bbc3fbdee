import type { Provider } from './provider.js';

/**
 * @see Lambda documentation
 */
export const lambda: Provider = {
  id: 'lambda',
  name: 'Lambda',
  kind: 'provider',
  aliases: ['lambda-ai', 'lambda-labs', 'lambdalabs'],
  hosts: ['lambda.ai', '.lambda.ai', '.lambdalabs.com'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://docs.lambda.ai' },
};
