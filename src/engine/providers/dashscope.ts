import type { Provider } from './provider.js';

/**
 * @see Alibaba Cloud Model Studio documentation, Error codes
 * @see Alibaba Cloud Model Studio documentation, Rate limits
 */
export const dashscope: Provider = {
  id: 'dashscope',
  name: 'Alibaba Model Studio',
  shortName: 'Alibaba',
  kind: 'provider',
  aliases: [
    'tongyi',
    'qwen',
    'alibaba',
    'aliyun',
    'alibaba-cloud',
    'bailian',
    'model-studio',
    'alibaba-model-studio',
    'dashscopeexception',
  ],
  hosts: [
    'dashscope.aliyuncs.com',
    'dashscope-intl.aliyuncs.com',
    'dashscope-us.aliyuncs.com',
    '.dashscope.aliyuncs.com',
    '.aliyun.com',
    '.alibabacloud.com',
  ],
  keyPrefixes: [],
  baseUrls: { openai: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'authentication', codes: ['invalid_api_key'] },
    { category: 'billing', codes: ['arrearage', 'prepaidbilloverdue', 'postpaidbilloverdue', 'commoditynotpurchased'] },
    { category: 'permission', broad: true, codes: ['access_denied'] },
    {
      category: 'permission',
      codes: ['accessdenied.unpurchased', 'model.accessdenied', 'workspace.accessdenied', 'app.accessdenied'],
    },
    { category: 'model_not_found', codes: ['model_not_found', 'model_not_supported'] },
    {
      category: 'invalid_request',
      broad: true,
      codes: ['invalidparameter', 'invalid_parameter_error', 'badrequest', 'invalid_request_error'],
    },
    { category: 'invalid_request', codes: ['invalidurl', 'badrequest.emptyinput', 'badrequest.emptyparameters'] },
    { category: 'content_filter', codes: ['data_inspection_failed'] },
    {
      category: 'rate_limit',
      codes: [
        'throttling',
        'throttling.ratequota',
        'throttling.burstrate',
        'limit_requests',
        'limit_burst_rate',
        'throttling.concurrency',
      ],
    },
    { category: 'rate_limit', broad: true, codes: ['throttling.allocationquota', 'insufficient_quota'] },
    { category: 'quota_exhausted', codes: ['allocationquota.freetieronly'] },
    { category: 'server_error', codes: ['internal_error', 'internal_server_error', 'systemerror', 'internalerror.algo'] },
    { category: 'timeout', codes: ['requesttimeout', 'internalerror.timeout', 'responsetimeout'] },
    { category: 'overloaded', codes: ['serviceunavailable', 'model_unavailable'] },
  ],
  links: {
    keys: 'https://bailian.console.alibabacloud.com/?tab=model#/api-key',
    billing: 'https://usercenter2-intl.aliyun.com/finance/fund-management/overview',
    limits: 'https://www.alibabacloud.com/help/en/model-studio/rate-limit',
    models: 'https://www.alibabacloud.com/help/en/model-studio/models',
    docs: 'https://www.alibabacloud.com/help/en/model-studio/error-code',
  },
};
