import type { Provider } from './provider.js';

/**
 * @see Volcengine Ark documentation, error codes (82379/1299023)
 */
export const volcengine: Provider = {
  id: 'volcengine',
  name: 'Volcengine Ark',
  shortName: 'Ark',
  kind: 'provider',
  aliases: ['ark', 'doubao', 'volc', 'volcengine-ark', 'byteplus', 'bytedance', 'volcengineexception'],
  hosts: ['.volces.com', '.volcengine.com', '.volcengineapi.com', '.bytepluses.com', '.byteplus.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://ark.cn-beijing.volces.com/api/v3' },
  headers: { requestId: ['x-request-id', 'x-tt-logid'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', codes: ['missingparameter'] },
    { category: 'invalid_request', broad: true, codes: ['invalidparameter', 'badrequest'] },
    { category: 'model_not_found', broad: true, codes: ['invalidendpoint.closedendpoint'] },
    {
      category: 'model_not_found',
      codes: ['invalidendpointormodel.notfound', 'invalidendpoint.notfound', 'invalidendpointormodel.modelidaccessdisabled'],
    },
    { category: 'permission', codes: ['modelnotopen', 'accessdenied', 'operationdenied.permissiondenied'] },
    { category: 'authentication', codes: ['authenticationerror', 'unauthorized'] },
    { category: 'billing', codes: ['accountoverdueerror', 'operationdenied.serviceoverdue'] },
    {
      category: 'rate_limit',
      codes: [
        'ratelimitexceeded.endpointrpmexceeded',
        'ratelimitexceeded.endpointtpmexceeded',
        'modelaccountrpmratelimitexceeded',
        'modelaccounttpmratelimitexceeded',
        'modelaccountipmratelimitexceeded',
        'apiaccountrpmratelimitexceeded',
        'accountratelimitexceeded',
        'requestburstratelimitexceeded',
        'inflightbatchsizeexceeded',
      ],
    },
    { category: 'quota_exhausted', codes: ['quotaexceeded', 'setlimitexceeded', 'accountquotaexceeded'] },
    { category: 'overloaded', codes: ['serveroverloaded', 'modelloadingerror'] },
    { category: 'server_error', codes: ['internalserviceerror'] },
    {
      category: 'content_filter',
      codes: [
        'sensitivecontentdetected',
        'sensitivecontentdetected.severeviolation',
        'sensitivecontentdetected.violence',
        'inputtextriskdetection',
        'inputimageriskdetection',
        'outputtextriskdetection',
        'outputimageriskdetection',
        'inputtextsensitivecontentdetected',
        'inputimagesensitivecontentdetected',
        'inputvideosensitivecontentdetected',
        'outputtextsensitivecontentdetected',
        'outputimagesensitivecontentdetected',
        'outputvideosensitivecontentdetected',
      ],
    },
  ],
  links: {
    keys: 'https://console.volcengine.com/ark/region:ark+cn-beijing/apiKey',
    billing: 'https://console.volcengine.com/finance/account-overview',
    limits: 'https://console.volcengine.com/ark/region:ark+cn-beijing/openManagement',
    models: 'https://www.volcengine.com/docs/82379/1330310',
    docs: 'https://www.volcengine.com/docs/82379/1299023',
  },
};
