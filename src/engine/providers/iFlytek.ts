import type { Provider } from './provider.js';

/**
 * Its codes are plain numbers, which others use too: they count where the provider is known.
 *
 * @see iFlytek Spark documentation, Web API, error codes
 */
export const iFlytek: Provider = {
  id: 'iflytek',
  name: 'iFlytek Spark',
  shortName: 'Spark',
  kind: 'provider',
  aliases: ['xunfei', 'xfyun', 'sparkdesk', 'iflytek-spark', 'xunfei-spark', '讯飞星火'],
  hosts: ['.xf-yun.com', '.xfyun.cn'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://spark-api-open.xf-yun.com/v1' },
  headers: { requestId: [], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['10003', '10004', '10005', '10163'] },
    { category: 'rate_limit', broad: true, codes: ['10006', '10007', '11202', '11203'] },
    { category: 'overloaded', broad: true, codes: ['10008', '10110'] },
    { category: 'server_error', broad: true, codes: ['10009', '10010', '10011', '10012', '10222', '10223'] },
    { category: 'content_filter', broad: true, codes: ['10013', '10014', '10019', '10021', '10022'] },
    { category: 'permission', broad: true, codes: ['10015', '10016', '11200'] },
    { category: 'context_length', broad: true, codes: ['10907'] },
    { category: 'quota_exhausted', broad: true, codes: ['11201'] },
  ],
  links: {
    keys: 'https://console.xfyun.cn/services',
    docs: 'https://www.xfyun.cn/doc/spark/Web.html',
  },
};
