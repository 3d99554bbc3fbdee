import type { Provider } from './provider.js';

/**
 * @see vercel/ai:packages/gateway/src/errors/create-gateway-error.ts
 * @see Vercel documentation, AI Gateway
 * @see Vercel documentation, AI Gateway: Model fallbacks
 */
export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel AI Gateway',
  kind: 'gateway',
  aliases: ['vercel-ai-gateway', 'ai-gateway', 'vercel-ai'],
  hosts: ['ai-gateway.vercel.sh', 'vercel.com', '.vercel.com'],
  keyPrefixes: ['vck_'],
  baseUrls: { openai: 'https://ai-gateway.vercel.sh/v1', anthropic: 'https://ai-gateway.vercel.sh' },
  headers: { requestId: ['x-vercel-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'authentication', codes: ['authentication_error', 'gatewayauthenticationerror'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error', 'gatewayinvalidrequesterror'] },
    { category: 'rate_limit', broad: true, codes: ['rate_limit_exceeded', 'gatewayratelimiterror'] },
    { category: 'model_not_found', codes: ['model_not_found', 'gatewaymodelnotfounderror'] },
    { category: 'server_error', broad: true, codes: ['internal_server_error', 'gatewayinternalservererror'] },
    { category: 'bad_gateway', broad: true, codes: ['response_error', 'gatewayresponseerror'] },
  ],
  links: {
    status: 'https://www.vercel-status.com',
    keys: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
    billing: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai',
    models: 'https://vercel.com/ai-gateway/models',
    docs: 'https://vercel.com/docs/ai-gateway',
  },
  fallback: 'fallback.vercel',
};
