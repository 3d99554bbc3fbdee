import type { Provider } from './provider.js';

/**
 * @see Cline documentation, AIhubmix
 * @see AI SDK documentation, Aihubmix Provider
 */
export const aiHubMix: Provider = {
  id: 'aihubmix',
  name: 'AIHubMix',
  kind: 'gateway',
  aliases: ['ai-hub-mix'],
  hosts: ['aihubmix.com', '.aihubmix.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://aihubmix.com/v1' },
  headers: { requestId: [], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { keys: 'https://aihubmix.com/token', models: 'https://aihubmix.com/models', docs: 'https://docs.aihubmix.com' },
};
