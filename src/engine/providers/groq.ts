import { OPENAI_RATE_LIMIT_HEADERS } from './openaiHeaders.js';
import type { Provider } from './provider.js';

/**
 * @see Groq documentation, API error codes and responses
 * @see Groq documentation, Rate limits
 * @see Groq documentation, Tool use
 */
export const groq: Provider = {
  id: 'groq',
  name: 'Groq',
  kind: 'provider',
  aliases: ['groqcloud', 'groqexception'],
  hosts: ['groq.com', '.groq.com'],
  keyPrefixes: ['gsk_'],
  baseUrls: { openai: 'https://api.groq.com/openai/v1' },
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: OPENAI_RATE_LIMIT_HEADERS,
  },
  codes: [
    { category: 'rate_limit', broad: true, codes: ['rate_limit_exceeded'] },
    { category: 'model_not_found', codes: ['model_not_found', 'model_decommissioned', 'model_not_active'] },
    { category: 'permission', codes: ['model_terms_required', 'organization_restricted'] },
    { category: 'authentication', codes: ['invalid_api_key', 'expired_api_key'] },
    { category: 'context_length', codes: ['context_length_exceeded', 'request_too_large'] },
    { category: 'invalid_request', codes: ['tool_use_failed', 'json_validate_failed'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'overloaded', codes: ['capacity_exceeded', 'service_unavailable'] },
    { category: 'server_error', codes: ['internal_server_error'] },
  ],
  links: {
    status: 'https://groqstatus.com',
    keys: 'https://console.groq.com/keys',
    billing: 'https://console.groq.com/settings/billing',
    limits: 'https://console.groq.com/settings/limits',
    models: 'https://console.groq.com/docs/models',
    docs: 'https://console.groq.com/docs/errors',
  },
};
