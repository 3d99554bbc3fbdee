import { OPENAI_RATE_LIMIT_HEADERS } from './openaiHeaders.js';
import type { Provider } from './provider.js';

/**
 * @see Together AI documentation, Error codes
 * @see Together AI documentation, Rate limits
 */
export const together: Provider = {
  id: 'together',
  name: 'Together AI',
  kind: 'provider',
  aliases: ['together-ai', 'togetherai', 'togethercomputer', 'together-aiexception'],
  hosts: ['.together.xyz', 'together.xyz', '.together.ai', 'together.ai'],
  keyPrefixes: ['tgp_v1_'],
  baseUrls: { openai: 'https://api.together.xyz/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: [...OPENAI_RATE_LIMIT_HEADERS, 'x-ratelimit-reset'],
  },
  codes: [
    { category: 'model_not_found', codes: ['model_not_available', 'model_not_found'] },
    { category: 'authentication', codes: ['invalid_api_key'] },
    { category: 'rate_limit', codes: ['model_rate_limit', 'dynamic_request_limited', 'dynamic_token_limited'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'overloaded', codes: ['service_unavailable', 'overloaded'] },
    { category: 'server_error', codes: ['server_error'] },
  ],
  links: {
    status: 'https://status.together.ai',
    keys: 'https://api.together.ai/settings/api-keys',
    billing: 'https://api.together.ai/settings/billing',
    limits: 'https://docs.together.ai/docs/rate-limits',
    models: 'https://docs.together.ai/docs/serverless-models',
    docs: 'https://docs.together.ai/docs/error-codes',
  },
};
