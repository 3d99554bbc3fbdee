import type { Provider } from './provider.js';

/**
 * Exception names wrap the answer of the provider behind it: what they wrap overrules them. The proxy refuses with its own types.
 *
 * @see LiteLLM documentation, Exception mapping
 * @see LiteLLM documentation, Fallbacks
 * @see LiteLLM documentation, Error reference
 * @see BerriAI/litellm:litellm/exceptions.py
 * @see BerriAI/litellm:litellm/proxy/_types.py
 */
export const liteLlm: Provider = {
  id: 'litellm',
  name: 'LiteLLM',
  kind: 'gateway',
  aliases: ['lite-llm', 'litellm-proxy', 'litellm-router'],
  hosts: ['.litellm.ai', 'litellm.ai'],
  keyPrefixes: [],
  baseUrls: {},
  headers: {
    requestId: ['x-litellm-call-id', 'x-request-id'],
    retry: ['retry-after-ms', 'retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-tokens',
    ],
  },
  codes: [
    { category: 'rate_limit', origin: 'upstream', broad: true, codes: ['ratelimiterror'] },
    { category: 'authentication', origin: 'upstream', broad: true, codes: ['authenticationerror'] },
    { category: 'permission', origin: 'upstream', broad: true, codes: ['permissiondeniederror'] },
    { category: 'context_length', origin: 'upstream', codes: ['contextwindowexceedederror'] },
    { category: 'content_filter', origin: 'upstream', codes: ['contentpolicyviolationerror'] },
    { category: 'model_not_found', origin: 'upstream', broad: true, codes: ['notfounderror'] },
    {
      category: 'invalid_request',
      origin: 'upstream',
      broad: true,
      codes: ['badrequesterror', 'invalidrequesterror', 'unprocessableentityerror'],
    },
    { category: 'invalid_request', origin: 'client', codes: ['unsupportedparamserror'] },
    { category: 'stream_interrupted', origin: 'upstream', broad: true, codes: ['midstreamfallbackerror'] },
    { category: 'server_error', origin: 'upstream', broad: true, codes: ['internalservererror', 'apierror'] },
    { category: 'overloaded', origin: 'upstream', broad: true, codes: ['serviceunavailableerror'] },
    { category: 'bad_gateway', origin: 'upstream', broad: true, codes: ['badgatewayerror'] },
    { category: 'timeout', broad: true, codes: ['timeout', 'apitimeouterror'] },
    { category: 'network', broad: true, codes: ['apiconnectionerror'] },
    { category: 'quota_exhausted', codes: ['budget_exceeded', 'budgetexceedederror'] },
    { category: 'authentication', codes: ['token_not_found_in_db', 'expired_key'] },
    // Also of a good key whose role or team may not do it.
    { category: 'authentication', broad: true, codes: ['auth_error'] },
    {
      category: 'permission',
      codes: [
        'key_model_access_denied',
        'team_model_access_denied',
        'user_model_access_denied',
        'org_model_access_denied',
        'project_model_access_denied',
      ],
    },
    { category: 'server_error', codes: ['no_db_connection'] },
    { category: 'rate_limit', broad: true, codes: ['throttling_error'] },
  ],
  links: { docs: 'https://docs.litellm.ai/docs/proxy/error_reference' },
  fallback: 'fallback.litellm',
};
