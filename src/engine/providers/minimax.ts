import type { Provider } from './provider.js';

/**
 * @see MiniMax API documentation, Error codes
 * @see MiniMax-AI/cli:src/errors/api.ts
 */
export const minimax: Provider = {
  id: 'minimax',
  name: 'MiniMax',
  kind: 'provider',
  aliases: ['minimaxi', 'minimax-ai', 'hailuo'],
  hosts: ['.minimax.io', '.minimaxi.com', '.minimax.chat'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.minimax.io/v1', anthropic: 'https://api.minimax.io/anthropic' },
  headers: { requestId: ['trace-id', 'minimax-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'server_error', codes: ['1000', '1013', '1024', '1033'] },
    { category: 'timeout', codes: ['1001'] },
    { category: 'rate_limit', codes: ['1002', '1041', '2045'] },
    { category: 'authentication', codes: ['1004', '2049'] },
    { category: 'billing', codes: ['1008'] },
    { category: 'content_filter', codes: ['1026', '1027'] },
    { category: 'invalid_request', codes: ['1042'] },
    { category: 'invalid_request', broad: true, codes: ['2013'] },
    { category: 'quota_exhausted', codes: ['2056', '1028', '1030'] },
    { category: 'permission', codes: ['2061'] },
  ],
  links: {
    keys: 'https://platform.minimax.io/user-center/basic-information/interface-key',
    billing: 'https://platform.minimax.io/user-center/payment/balance',
    limits: 'https://platform.minimax.io/docs/guides/rate-limits',
    docs: 'https://platform.minimax.io/docs/api-reference/errorcode',
  },
};
