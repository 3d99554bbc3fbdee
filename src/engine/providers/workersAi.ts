import type { Provider } from './provider.js';

/**
 * @see Cloudflare Workers AI documentation, Errors
 * @see Cloudflare Workers AI documentation, Limits
 */
export const workersAi: Provider = {
  id: 'workers-ai',
  name: 'Cloudflare Workers AI',
  shortName: 'WorkersAI',
  kind: 'provider',
  aliases: ['cloudflare-workers-ai', 'workersai', 'cloudflare-ai'],
  hosts: ['api.cloudflare.com'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['cf-ray'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'model_not_found', codes: ['5007', '3042'] },
    { category: 'invalid_request', codes: ['5004', '3003', '3039', '5005', '5019', '5006'] },
    { category: 'permission', codes: ['5018', '5016', '3023', '3041'] },
    { category: 'context_length', codes: ['3006'] },
    { category: 'timeout', codes: ['3007'] },
    { category: 'cancelled', codes: ['3008'] },
    { category: 'quota_exhausted', codes: ['3036'] },
    { category: 'overloaded', codes: ['3040'] },
    { category: 'authentication', codes: ['10000'] },
  ],
  links: {
    status: 'https://www.cloudflarestatus.com',
    keys: 'https://dash.cloudflare.com/profile/api-tokens',
    billing: 'https://dash.cloudflare.com/?to=/:account/billing',
    limits: 'https://developers.cloudflare.com/workers-ai/platform/limits/',
    models: 'https://developers.cloudflare.com/workers-ai/models/',
    docs: 'https://developers.cloudflare.com/workers-ai/platform/errors/',
  },
};
