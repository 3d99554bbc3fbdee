import type { Provider } from './provider.js';

export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel AI Gateway',
  kind: 'gateway',
  aliases: ['vercel-ai-gateway', 'ai-gateway', 'vercel-ai'],
  hosts: ['ai-gateway.vercel.sh', 'vercel.com', '.vercel.com'],
  keyPrefixes: ['vck_'],
  baseUrls: { openai: 'https://ai-gateway.vercel.sh/v1', anthropic: 'https://ai-gateway.vercel.sh' },
  headers: { requestId: ['x-vercel-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    authentication_error: { category: 'authentication' },
    gatewayauthenticationerror: { category: 'authentication' },
    invalid_request_error: { category: 'invalid_request', broad: true },
    gatewayinvalidrequesterror: { category: 'invalid_request', broad: true },
    rate_limit_exceeded: { category: 'rate_limit', broad: true },
    gatewayratelimiterror: { category: 'rate_limit', broad: true },
    model_not_found: { category: 'model_not_found' },
    gatewaymodelnotfounderror: { category: 'model_not_found' },
    internal_server_error: { category: 'server_error', broad: true },
    gatewayinternalservererror: { category: 'server_error', broad: true },
    response_error: { category: 'bad_gateway', broad: true },
    gatewayresponseerror: { category: 'bad_gateway', broad: true },
  },
  links: {
    status: 'https://www.vercel-status.com',
    keys: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
    billing: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai',
    models: 'https://vercel.com/ai-gateway/models',
    docs: 'https://vercel.com/docs/ai-gateway',
  },
  fallback: '`providerOptions.gateway.models` names the models to try next',
  sources: [
    'vercel/ai:packages/gateway/src/errors/create-gateway-error.ts',
    'Vercel documentation, AI Gateway',
    'Vercel documentation, AI Gateway: Model fallbacks',
  ],
};
