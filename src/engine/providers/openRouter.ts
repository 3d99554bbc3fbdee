import type { Provider } from './provider.js';

/**
 * The numeric codes are the HTTP statuses that OpenRouter documents; what `metadata.raw` holds overrules them. The words stand in
 * `metadata` as `error_type`, `reason` and `limit_source`.
 *
 * @see OpenRouter documentation, Errors and debugging
 * @see OpenRouter documentation, Limits
 * @see OpenRouterTeam/go-sdk:models/components/apierrortype.go
 * @see OpenRouter documentation, Provider routing
 * @see OpenRouter documentation, Model fallbacks
 * @see OpenRouter documentation, BYOK
 */
export const openRouter: Provider = {
  id: 'openrouter',
  name: 'OpenRouter',
  kind: 'gateway',
  aliases: ['open-router', 'openrouter.ai', 'openrouterexception'],
  hosts: ['openrouter.ai', '.openrouter.ai'],
  keyPrefixes: ['sk-or-'],
  baseUrls: { openai: 'https://openrouter.ai/api/v1', anthropic: 'https://openrouter.ai/api' },
  modelEndpoints: 'https://openrouter.ai/api/v1/models/{model}/endpoints',
  headers: {
    requestId: ['x-generation-id', 'x-request-id'],
    retry: ['retry-after'],
    rateLimit: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
  },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['400', 'invalid_request', 'invalid_prompt', 'precondition_failed'] },
    { category: 'authentication', broad: true, codes: ['401'] },
    { category: 'billing', broad: true, codes: ['402', 'payment_required'] },
    { category: 'timeout', broad: true, codes: ['408'] },
    { category: 'rate_limit', broad: true, codes: ['429', 'rate_limit_exceeded'] },
    { category: 'bad_gateway', broad: true, codes: ['502', 'provider_unavailable'] },
    { category: 'content_filter', broad: true, codes: ['403'] },
    { category: 'routing', broad: true, codes: ['404', '503'] },
    { category: 'context_length', codes: ['context_length_exceeded', 'payload_too_large', 'string_too_long'] },
    {
      category: 'invalid_request',
      codes: [
        'max_tokens_exceeded',
        'invalid_image',
        'image_too_large',
        'image_too_small',
        'unsupported_image_format',
        'image_not_found',
        'image_download_failed',
        'unprocessable',
      ],
    },
    { category: 'authentication', codes: ['authentication'] },
    { category: 'permission', broad: true, codes: ['permission_denied'] },
    { category: 'billing', codes: ['openrouter_credits', 'token_limit_exceeded', 'weight_exceeds_budget'] },
    { category: 'quota_exhausted', codes: ['openrouter_key_limit'] },
    { category: 'rate_limit', retryable: true, codes: ['openrouter_in_flight_budget', 'in_flight_budget_exhausted'] },
    { category: 'rate_limit', origin: 'upstream', codes: ['upstream_provider_shared_pool', 'upstream_provider'] },
    { category: 'rate_limit', origin: 'gateway', codes: ['openrouter_platform'] },
    { category: 'overloaded', origin: 'upstream', codes: ['provider_overloaded'] },
    { category: 'model_not_found', broad: true, codes: ['not_found'] },
    { category: 'content_filter', codes: ['content_policy_violation', 'refusal'] },
    { category: 'server_error', broad: true, codes: ['server'] },
    { category: 'timeout', codes: ['timeout'] },
  ],
  links: {
    status: 'https://status.openrouter.ai',
    keys: 'https://openrouter.ai/settings/keys',
    billing: 'https://openrouter.ai/settings/credits',
    limits: 'https://openrouter.ai/docs/api/reference/limits',
    models: 'https://openrouter.ai/models',
    privacy: 'https://openrouter.ai/settings/privacy',
    ownKeys: 'https://openrouter.ai/settings/integrations',
    docs: 'https://openrouter.ai/docs/api/reference/errors-and-debugging',
  },
  fallback: 'fallback.openrouter',
};
