import type { Provider } from './provider.js';

/**
 * @see Gemini API documentation, Troubleshooting guide
 * @see Google Cloud documentation, Generative AI on Vertex AI: API errors
 * @see Google Cloud APIs, google.rpc.ErrorInfo reasons
 * @see google-gemini/gemini-cli:packages/core/src/utils/googleQuotaErrors.ts
 */
export const google: Provider = {
  id: 'google',
  name: 'Google Gemini',
  shortName: 'Gemini',
  kind: 'provider',
  aliases: [
    'gemini',
    'vertex',
    'vertex-ai',
    'vertexai',
    'google-vertex',
    'google-vertex-ai',
    'google-vertex-anthropic',
    'google-ai-studio',
    'google-ai',
    'googleai',
    'googlegenai',
    'google-generative-ai',
    'gemini-api',
    'gemini-code-assist',
    'geminiexception',
    'vertexaiexception',
    'vertex-aiexception',
  ],
  hosts: [
    '.googleapis.com',
    'aistudio.google.com',
    'ai.google.dev',
    '.google.dev',
    'ai.studio',
    '.generativeai.google',
    'cloud.google.com',
    'console.cloud.google.com',
    'console.developers.google.com',
  ],
  keyPrefixes: ['AIza'],
  baseUrls: { openai: 'https://generativelanguage.googleapis.com/v1beta/openai' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['invalid_argument', 'out_of_range'] },
    { category: 'region_restricted', broad: true, codes: ['failed_precondition'] },
    { category: 'authentication', codes: ['unauthenticated', 'api_key_invalid', 'credentials_missing', 'access_token_expired'] },
    { category: 'permission', broad: true, codes: ['permission_denied'] },
    {
      category: 'permission',
      codes: [
        'iam_permission_denied',
        'service_disabled',
        'api_key_service_blocked',
        'consumer_suspended',
        'user_project_denied',
        'validation_required',
      ],
    },
    { category: 'billing', codes: ['billing_disabled', 'insufficient_g1_credits_balance'] },
    { category: 'model_not_found', broad: true, codes: ['not_found'] },
    { category: 'rate_limit', broad: true, codes: ['resource_exhausted', 'rate_limit_exceeded'] },
    { category: 'quota_exhausted', codes: ['quota_exhausted'] },
    { category: 'overloaded', codes: ['unavailable', 'model_capacity_exhausted'] },
    { category: 'server_error', codes: ['internal'] },
    { category: 'timeout', codes: ['deadline_exceeded'] },
    { category: 'cancelled', broad: true, codes: ['cancelled'] },
    { category: 'content_filter', codes: ['safety', 'recitation', 'prohibited_content', 'blocklist', 'spii', 'image_safety'] },
    { category: 'stream_interrupted', codes: ['malformed_function_call', 'malformed_response'] },
  ],
  links: {
    status: 'https://aistudio.google.com/status',
    keys: 'https://aistudio.google.com/apikey',
    billing: 'https://console.cloud.google.com/billing',
    limits: 'https://ai.google.dev/gemini-api/docs/rate-limits',
    models: 'https://ai.google.dev/gemini-api/docs/models',
    docs: 'https://ai.google.dev/gemini-api/docs/troubleshooting',
  },
};
