import type { Provider } from './provider.js';

/**
 * @see aiserver.v1.ErrorDetails.Error, as shown in Cursor error reports on forum.cursor.com
 * @see Cursor documentation, Models
 */
export const cursor: Provider = {
  id: 'cursor',
  name: 'Cursor',
  kind: 'provider',
  aliases: ['anysphere', 'cursor-ai'],
  hosts: ['cursor.com', '.cursor.com', '.cursor.sh'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    {
      category: 'authentication',
      codes: [
        'error_bad_api_key',
        'error_bad_user_api_key',
        'error_not_logged_in',
        'error_invalid_auth_id',
        'error_unauthorized',
        'error_agent_requires_login',
        'error_auth_token_not_found',
        'error_auth_token_expired',
      ],
    },
    {
      category: 'permission',
      codes: ['error_api_key_not_supported', 'error_not_high_enough_permissions', 'error_pro_user_only'],
    },
    { category: 'model_not_found', codes: ['error_bad_model_name', 'error_deprecated'] },
    {
      category: 'rate_limit',
      codes: [
        'error_api_key_rate_limit',
        'error_free_user_rate_limit_exceeded',
        'error_pro_user_rate_limit_exceeded',
        'error_generic_rate_limit_exceeded',
        'error_openai_rate_limit_exceeded',
      ],
    },
    { category: 'rate_limit', broad: true, codes: ['error_resource_exhausted'] },
    {
      category: 'quota_exhausted',
      codes: ['error_free_user_usage_limit', 'error_pro_user_usage_limit', 'error_openai_account_limit_exceeded'],
    },
    { category: 'context_length', codes: ['error_conversation_too_long'] },
    { category: 'context_length', broad: true, codes: ['error_max_tokens'] },
    { category: 'invalid_request', codes: ['error_claude_image_too_large', 'error_outdated_client'] },
    { category: 'invalid_request', broad: true, codes: ['error_bad_request'] },
    { category: 'timeout', codes: ['error_timeout'] },
    { category: 'cancelled', origin: 'client', codes: ['error_user_aborted_request', 'error_debounced'] },
    { category: 'bad_gateway', broad: true, codes: ['error_openai'] },
  ],
  links: {
    status: 'https://status.cursor.com',
    billing: 'https://cursor.com/dashboard?tab=billing',
    limits: 'https://cursor.com/dashboard?tab=usage',
    models: 'https://cursor.com/docs/models',
    docs: 'https://cursor.com/docs',
  },
};
