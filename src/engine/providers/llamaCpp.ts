import type { Provider } from './provider.js';

export const llamaCpp: Provider = {
  id: 'llama.cpp',
  name: 'llama.cpp',
  kind: 'provider',
  aliases: ['llamacpp', 'llama-cpp', 'llama-server', 'llama.cpp-server'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    exceed_context_size_error: { category: 'context_length' },
    unavailable_error: { category: 'overloaded' },
    authentication_error: { category: 'authentication' },
    permission_error: { category: 'permission' },
    not_found_error: { category: 'model_not_found', broad: true },
    not_supported_error: { category: 'invalid_request' },
    invalid_request_error: { category: 'invalid_request', broad: true },
    server_error: { category: 'server_error' },
  },
  links: { docs: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server' },
  sources: ['ggml-org/llama.cpp:tools/server/server-common.cpp', 'ggml-org/llama.cpp:tools/server/README.md'],
};
