import type { Provider } from './provider.js';

/**
 * @see Nebius Token Factory documentation, Quickstart
 */
export const nebius: Provider = {
  id: 'nebius',
  name: 'Nebius Token Factory',
  kind: 'provider',
  aliases: ['nebius-ai-studio', 'nebius-ai', 'nebius-token-factory', 'token-factory'],
  hosts: ['.nebius.com', '.nebius.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.tokenfactory.nebius.com/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    keys: 'https://tokenfactory.nebius.com/project/api-keys',
    models: 'https://tokenfactory.nebius.com',
    docs: 'https://docs.tokenfactory.nebius.com',
  },
};
