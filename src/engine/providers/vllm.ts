import type { Provider } from './provider.js';

/**
 * @see vllm-project/vllm:vllm/entrypoints/openai/protocol.py
 * @see vllm-project/vllm:vllm/entrypoints/openai/serving_engine.py
 */
export const vllm: Provider = {
  id: 'vllm',
  name: 'vLLM',
  kind: 'provider',
  aliases: ['hosted-vllm', 'vllm-openai', 'vllmexception', 'hosted-vllmexception'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'invalid_request', broad: true, codes: ['badrequesterror'] },
    { category: 'model_not_found', codes: ['notfounderror'] },
    { category: 'server_error', broad: true, codes: ['internalservererror'] },
  ],
  links: { docs: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html' },
};
