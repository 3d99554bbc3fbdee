import type { Provider } from './provider.js';

/**
 * @see Cloudflare AI Gateway documentation, Guardrails
 * @see Cloudflare AI Gateway documentation, Rate limiting
 * @see Cloudflare AI Gateway documentation, Dynamic routing
 * @see Cloudflare documentation, 1xxx errors
 */
export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare AI Gateway',
  kind: 'gateway',
  aliases: ['cloudflare-ai-gateway', 'cf-ai-gateway'],
  hosts: ['gateway.ai.cloudflare.com', 'cloudflare.com', '.cloudflare.com'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['cf-aig-log-id', 'cf-ray'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'rate_limit', codes: ['2003'] },
    { category: 'content_filter', codes: ['2016', '2017'] },
    { category: 'rate_limit', broad: true, codes: ['1015'] },
  ],
  links: {
    status: 'https://www.cloudflarestatus.com',
    keys: 'https://dash.cloudflare.com/?to=/:account/ai/ai-gateway',
    limits: 'https://developers.cloudflare.com/ai-gateway/features/rate-limiting/',
    docs: 'https://developers.cloudflare.com/ai-gateway/',
  },
  fallback: 'fallback.cloudflare',
};
