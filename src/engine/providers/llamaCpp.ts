import type { Provider } from './provider.js';

/**
 * @see ggml-org/llama.cpp:tools/server/server-common.cpp
 * @see ggml-org/llama.cpp:tools/server/README.md
 */
export const llamaCpp: Provider = {
  id: 'llama.cpp',
  name: 'llama.cpp',
  kind: 'provider',
  aliases: ['llamacpp', 'llama-cpp', 'llama-server', 'llama.cpp-server'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'context_length', codes: ['exceed_context_size_error'] },
    { category: 'overloaded', codes: ['unavailable_error'] },
    { category: 'authentication', codes: ['authentication_error'] },
    { category: 'permission', codes: ['permission_error'] },
    { category: 'model_not_found', broad: true, codes: ['not_found_error'] },
    { category: 'invalid_request', codes: ['not_supported_error'] },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error'] },
    { category: 'server_error', codes: ['server_error'] },
  ],
  links: { docs: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server' },
};
