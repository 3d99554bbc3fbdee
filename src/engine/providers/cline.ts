import type { Provider } from './provider.js';

/**
 * @see cline/cline:src/services/error/ClineError.ts
 */
export const cline: Provider = {
  id: 'cline',
  name: 'Cline',
  kind: 'gateway',
  aliases: ['cline-provider', 'cline-api', 'cline-pass'],
  hosts: ['cline.bot', '.cline.bot'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.cline.bot/api/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [{ category: 'billing', codes: ['insufficient_credits'] }],
  links: { billing: 'https://app.cline.bot/dashboard', docs: 'https://docs.cline.bot' },
};
