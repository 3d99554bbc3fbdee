import type { Provider } from './provider.js';

/**
 * @see SiliconFlow documentation, Error handling
 * @see SiliconFlow documentation, Rate limits
 */
export const siliconflow: Provider = {
  id: 'siliconflow',
  name: 'SiliconFlow',
  kind: 'provider',
  aliases: ['silicon-flow', 'siliconcloud'],
  hosts: ['.siliconflow.cn', '.siliconflow.com', 'siliconflow.cn', 'siliconflow.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.siliconflow.com/v1', anthropic: 'https://api.siliconflow.com' },
  headers: { requestId: ['x-siliconcloud-trace-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'model_not_found', codes: ['20012', '30003'] },
    { category: 'invalid_request', broad: true, codes: ['20015'] },
    { category: 'billing', codes: ['30001'] },
    { category: 'overloaded', codes: ['50505', '50603'] },
  ],
  links: {
    keys: 'https://cloud.siliconflow.com/account/ak',
    billing: 'https://cloud.siliconflow.com/expensebill',
    limits: 'https://docs.siliconflow.com/en/userguide/rate-limits/rate-limit-and-upgradation',
    models: 'https://cloud.siliconflow.com/models',
    docs: 'https://docs.siliconflow.com/en/faqs/error-code',
  },
};
