import { OPENAI_RATE_LIMIT_HEADERS } from './openaiHeaders.js';
import type { Provider } from './provider.js';

/**
 * @see OpenAI API documentation, Error codes
 * @see OpenAI API documentation, Rate limits
 * @see OpenAI Help Center, Troubleshooting API usage and spend limits
 * @see openai/openai-node:src/client.ts
 * @see openai/codex:codex-rs/codex-api/src/api_bridge.rs
 */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  kind: 'provider',
  aliases: ['openai-native', 'openai-codex', 'chatgpt', 'openaiexception'],
  hosts: ['openai.com', '.openai.com', 'chatgpt.com'],
  keyPrefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-'],
  baseUrls: { openai: 'https://api.openai.com/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after-ms', 'retry-after'],
    rateLimit: OPENAI_RATE_LIMIT_HEADERS,
  },
  codes: [
    { category: 'billing', codes: ['insufficient_quota', 'credit_balance_exhausted', 'billing_not_active'] },
    {
      category: 'quota_exhausted',
      codes: [
        'organization_spend_limit_exceeded',
        'project_spend_limit_exceeded',
        'organization_usage_limit_exceeded',
        'billing_hard_limit_reached',
        'usage_limit_reached',
      ],
    },
    { category: 'authentication', codes: ['invalid_api_key', 'authentication_error', 'invalid_authentication', 'token_expired'] },
    { category: 'permission', codes: ['account_deactivated', 'insufficient_permissions', 'usage_not_included'] },
    { category: 'permission', broad: true, codes: ['permission_error'] },
    { category: 'region_restricted', codes: ['unsupported_country_region_territory'] },
    { category: 'model_not_found', broad: true, codes: ['model_not_found'] },
    { category: 'model_not_found', codes: ['invalid_model', 'deprecated_model'] },
    { category: 'context_length', codes: ['context_length_exceeded', 'request_too_large'] },
    { category: 'rate_limit', broad: true, codes: ['rate_limit_exceeded', 'rate_limit_error', 'requests', 'tokens'] },
    { category: 'overloaded', codes: ['server_is_overloaded', 'slow_down', 'engine_overloaded', 'service_unavailable_error'] },
    { category: 'server_error', broad: true, codes: ['server_error'] },
    { category: 'server_error', codes: ['internal_error', 'internal_server_error'] },
    { category: 'content_filter', codes: ['content_filter', 'content_policy_violation', 'moderation_blocked'] },
    { category: 'content_filter', broad: true, codes: ['invalid_prompt'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error', 'invalid_value', 'string_above_max_length'] },
    {
      category: 'invalid_request',
      codes: [
        'unsupported_parameter',
        'unsupported_value',
        'unknown_parameter',
        'missing_required_parameter',
        'invalid_type',
        'invalid_function_parameters',
        'invalid_json_schema',
        'array_above_max_length',
        'integer_below_min_value',
        'integer_above_max_value',
        'decimal_above_max_value',
        'decimal_below_min_value',
        'invalid_image',
        'invalid_image_format',
        'invalid_base64_image',
        'invalid_image_url',
        'image_parse_error',
        'previous_response_not_found',
      ],
    },
  ],
  links: {
    status: 'https://status.openai.com',
    keys: 'https://platform.openai.com/api-keys',
    billing: 'https://platform.openai.com/settings/organization/billing/overview',
    limits: 'https://platform.openai.com/settings/organization/limits',
    models: 'https://platform.openai.com/docs/models',
    docs: 'https://platform.openai.com/docs/guides/error-codes',
  },
};
