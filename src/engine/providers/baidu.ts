import type { Provider } from './provider.js';

/**
 * @see Baidu Qianfan documentation, error codes (qianfan-api/s/rmwbl43x7)
 * @see Baidu Qianfan documentation, error codes of the V1 inference API (WENXINWORKSHOP/tlmyncueh)
 * @see Baidu AI Search documentation, error codes (AppBuilder/4m8sgh88y)
 */
export const baidu: Provider = {
  id: 'baidu',
  name: 'Baidu Qianfan',
  shortName: 'Qianfan',
  kind: 'provider',
  aliases: ['qianfan', 'ernie', 'wenxin', 'baidu-qianfan', 'baidu-cloud'],
  hosts: ['.baidubce.com', '.baidu.com'],
  keyPrefixes: ['bce-v3/'],
  baseUrls: { openai: 'https://qianfan.baidubce.com/v2' },
  headers: {
    requestId: ['x-bce-request-id'],
    retry: ['retry-after'],
    rateLimit: [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-tokens',
    ],
  },
  codes: [
    { category: 'invalid_request', codes: ['malformed_json', 'invalid_messages', 'invalid_image_url'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_argument', 'invalid_request_error'] },
    { category: 'model_not_found', broad: true, codes: ['invalid_model'] },
    { category: 'context_length', codes: ['characters_too_long', 'tokens_too_long'] },
    { category: 'permission', codes: ['no_parameter_permission', 'invalid_appid', '6'] },
    { category: 'authentication', codes: ['invalid_iam_token', '13', '14', '100', '110', '111'] },
    {
      category: 'rate_limit',
      codes: [
        'rpm_rate_limit_exceeded',
        'tpm_rate_limit_exceeded',
        'rate_limit_total_qps',
        'rate_limit_search_qps',
        'rate_limit_search_total_qps',
        '18',
        '336501',
        '336502',
      ],
    },
    { category: 'overloaded', codes: ['2', '4'] },
    { category: 'quota_exhausted', codes: ['quota_user_daily_request', 'quota_user_daily_free', '19'] },
    { category: 'quota_exhausted', broad: true, codes: ['17'] },
    { category: 'billing', codes: ['billing_insufficient_balance'] },
    { category: 'server_error', codes: ['1', '336000'] },
    { category: 'content_filter', codes: ['unsafe_request', 'image_url_unsafe'] },
  ],
  links: {
    keys: 'https://console.bce.baidu.com/iam/#/iam/apikey/list',
    billing: 'https://console.bce.baidu.com/finance/',
    models: 'https://cloud.baidu.com/doc/qianfan-docs/s/7m95lyy43',
    docs: 'https://cloud.baidu.com/doc/qianfan-api/s/rmwbl43x7',
  },
};
