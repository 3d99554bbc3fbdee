import type { Provider } from './provider.js';

/**
 * @see Kiro documentation
 * @see aws/amazon-q-developer-cli:crates/amzn-codewhisperer-streaming-client
 */
export const kiro: Provider = {
  id: 'kiro',
  name: 'Kiro',
  kind: 'provider',
  aliases: ['aws-kiro', 'amazon-q', 'q-developer', 'amazon-q-developer'],
  hosts: ['kiro.dev', '.kiro.dev'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'rate_limit', broad: true, codes: ['throttlingexception'] },
    { category: 'quota_exhausted', codes: ['servicequotaexceededexception'] },
    { category: 'invalid_request', broad: true, codes: ['validationexception'] },
    { category: 'permission', broad: true, codes: ['accessdeniedexception'] },
  ],
  links: { billing: 'https://app.kiro.dev/account/usage', docs: 'https://kiro.dev/docs' },
};
