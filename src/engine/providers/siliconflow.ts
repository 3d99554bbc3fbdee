import type { Provider } from './provider.js';

export const siliconflow: Provider = {
  id: 'siliconflow',
  name: 'SiliconFlow',
  kind: 'provider',
  aliases: ['silicon-flow', 'siliconcloud'],
  hosts: ['.siliconflow.cn', '.siliconflow.com', 'siliconflow.cn', 'siliconflow.com'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.siliconflow.com/v1', anthropic: 'https://api.siliconflow.com' },
  headers: { requestId: ['x-siliconcloud-trace-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    20012: { category: 'model_not_found' },
    30003: { category: 'model_not_found' },
    20015: { category: 'invalid_request', broad: true },
    30001: { category: 'billing' },
    50505: { category: 'overloaded' },
    50603: { category: 'overloaded' },
  },
  links: {
    keys: 'https://cloud.siliconflow.com/account/ak',
    billing: 'https://cloud.siliconflow.com/expensebill',
    limits: 'https://docs.siliconflow.com/en/userguide/rate-limits/rate-limit-and-upgradation',
    models: 'https://cloud.siliconflow.com/models',
    docs: 'https://docs.siliconflow.com/en/faqs/error-code',
  },
  sources: ['SiliconFlow documentation, Error handling', 'SiliconFlow documentation, Rate limits'],
};
