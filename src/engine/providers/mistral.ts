import type { Provider } from './provider.js';

/**
 * @see Mistral AI documentation, API
 * @see Mistral AI documentation, Rate limits and usage tiers
 * @see mistralai/client-python:src/mistralai/models/sdkerror.py
 */
export const mistral: Provider = {
  id: 'mistral',
  name: 'Mistral AI',
  kind: 'provider',
  aliases: ['mistralai', 'mistral-ai', 'codestral', 'la-plateforme', 'mistralexception'],
  hosts: ['mistral.ai', '.mistral.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.mistral.ai/v1' },
  headers: {
    requestId: ['mistral-correlation-id', 'x-request-id', 'x-kong-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'ratelimitbysize-limit',
      'ratelimitbysize-remaining',
      'ratelimitbysize-reset',
      'x-ratelimit-limit-req-minute',
      'x-ratelimit-remaining-req-minute',
      'x-ratelimit-limit-tokens-minute',
      'x-ratelimit-remaining-tokens-minute',
    ],
  },
  codes: [
    { category: 'rate_limit', codes: ['rate_limited', '1300'] },
    { category: 'overloaded', codes: ['service_tier_capacity_exceeded', '3505'] },
    { category: 'model_not_found', codes: ['invalid_model', '1500'] },
    { category: 'invalid_request', codes: ['invalid_request_message_order', '3230', 'invalid_request_invalid_args'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error', 'invalid_request_prompt'] },
    { category: 'server_error', codes: ['internal_server_error'] },
  ],
  links: {
    status: 'https://status.mistral.ai',
    keys: 'https://console.mistral.ai/api-keys',
    billing: 'https://admin.mistral.ai/organization/billing',
    limits: 'https://admin.mistral.ai/plateforme/limits',
    models: 'https://docs.mistral.ai/getting-started/models/models_overview/',
    docs: 'https://docs.mistral.ai/api/',
  },
};
