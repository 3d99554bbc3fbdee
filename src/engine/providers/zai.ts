import type { Provider } from './provider.js';

/**
 * @see Z.AI developer documentation, Errors
 * @see BigModel open platform documentation, error codes
 * @see tetsuo-ai/agenc-core, the Z.AI plan refusal codes
 * @see zhushanwen321/llm-simple-router, the retry rule for Z.AI
 */
export const zai: Provider = {
  id: 'zai',
  name: 'Z.ai',
  kind: 'provider',
  aliases: ['z-ai', 'z.ai', 'zhipu', 'zhipuai', 'zhipu-ai', 'bigmodel', 'glm', 'chatglm', 'zai-coding-plan'],
  hosts: ['z.ai', '.z.ai', 'bigmodel.cn', '.bigmodel.cn'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.z.ai/api/paas/v4', anthropic: 'https://api.z.ai/api/anthropic' },
  headers: { requestId: ['x-log-id', 'x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'server_error', codes: ['500', '1120', '1200', '1230', '1234'] },
    { category: 'authentication', codes: ['1000', '1001', '1002', '1003', '1004', '1111'] },
    { category: 'permission', codes: ['1110', '1112', '1121', '1220', '1311', '1313', '1314', '1315'] },
    { category: 'billing', codes: ['1113', '1309'] },
    { category: 'invalid_request', codes: ['1210', '1212', '1213', '1214', '1215'] },
    { category: 'model_not_found', codes: ['1211', '1221', '1222'] },
    { category: 'context_length', codes: ['1261'] },
    { category: 'content_filter', codes: ['1301'] },
    { category: 'rate_limit', codes: ['1302', '1303'] },
    { category: 'overloaded', codes: ['1305', '1312'] },
    { category: 'quota_exhausted', codes: ['1304', '1308', '1310', '1316', '1317', '1318', '1319', '1320', '1321'] },
    { category: 'rate_limit', broad: true, codes: ['rate_limit_error'] },
  ],
  links: {
    keys: 'https://z.ai/manage-apikey/apikey-list',
    billing: 'https://z.ai/manage-apikey/billing',
    limits: 'https://z.ai/manage-apikey/rate-limits',
    models: 'https://docs.z.ai/guides/overview/pricing',
    docs: 'https://docs.z.ai/api-reference/api-code',
  },
};
