import type { Provider } from './provider.js';

/**
 * @see Chutes documentation, Getting started
 * @see Chutes documentation, LLM API
 */
export const chutes: Provider = {
  id: 'chutes',
  name: 'Chutes',
  kind: 'provider',
  aliases: ['chutes-ai', 'chutes.ai'],
  hosts: ['chutes.ai', '.chutes.ai'],
  keyPrefixes: ['cpk_'],
  baseUrls: { openai: 'https://llm.chutes.ai/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    keys: 'https://chutes.ai/app/api',
    billing: 'https://chutes.ai/app/api/billing-balance',
    models: 'https://chutes.ai/app',
    docs: 'https://chutes.ai/docs',
  },
};
