import type { Provider } from './provider.js';

/**
 * @see StepFun open platform documentation, Chat completions
 */
export const stepFun: Provider = {
  id: 'stepfun',
  name: 'StepFun',
  kind: 'provider',
  aliases: ['step-fun', 'stepfun-ai', 'stepfun-ai-platform'],
  hosts: ['.stepfun.com', '.stepfun.ai'],
  keyPrefixes: [],
  baseUrls: { openai: 'https://api.stepfun.com/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: { docs: 'https://platform.stepfun.ai/docs' },
};
