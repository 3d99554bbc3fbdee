import type { Provider } from './provider.js';

/**
 * Also the many relays built on it.
 *
 * @see QuantumNous/new-api:types/error.go
 * @see songquanpeng/one-api:relay/controller/error.go
 */
export const newApi: Provider = {
  id: 'new-api',
  name: 'New API',
  shortName: 'NewAPI',
  kind: 'gateway',
  aliases: ['newapi', 'one-hub', 'shell-api'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-oneapi-request-id', 'x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'billing', codes: ['insufficient_user_quota', 'pre_consume_token_quota_failed'] },
    { category: 'quota_exhausted', codes: ['entitlement_daily_limit_exceeded', 'entitlement_total_limit_exceeded'] },
    { category: 'permission', codes: ['entitlement_required', 'entitlement_inactive'] },
    { category: 'permission', broad: true, codes: ['access_denied'] },
    { category: 'rate_limit', codes: ['token_concurrency_limit_reached'] },
    { category: 'model_not_found', broad: true, codes: ['model_not_found'] },
    { category: 'routing', broad: true, codes: ['get_channel_failed'] },
    { category: 'routing', codes: ['channel:no_available_key'] },
    { category: 'content_filter', codes: ['sensitive_words_detected', 'violation_fee.grok.csam'] },
    { category: 'content_filter', origin: 'upstream', codes: ['prompt_blocked'] },
    { category: 'authentication', origin: 'upstream', codes: ['channel:invalid_key'] },
    { category: 'timeout', origin: 'upstream', codes: ['channel:response_time_exceeded'] },
    {
      category: 'bad_gateway',
      broad: true,
      codes: [
        'do_request_failed',
        'bad_response_status_code',
        'bad_response',
        'bad_response_body',
        'read_response_body_failed',
        'upstream_error',
        'aws_invoke_error',
      ],
    },
    { category: 'stream_interrupted', origin: 'upstream', codes: ['empty_response'] },
    {
      category: 'server_error',
      codes: [
        'query_data_error',
        'update_data_error',
        'count_token_failed',
        'model_price_error',
        'json_marshal_failed',
        'gen_relay_info_failed',
        'token_concurrency_unavailable',
        'channel:param_override_invalid',
        'channel:header_override_invalid',
        'channel:model_mapped_error',
        'channel:aws_client_error',
      ],
    },
    {
      category: 'invalid_request',
      codes: ['read_request_body_failed', 'convert_request_failed', 'bad_request_body', 'invalid_api_type'],
    },
    { category: 'invalid_request', broad: true, codes: ['invalid_request'] },
  ],
  links: { docs: 'https://docs.newapi.pro' },
};
