import type { Provider } from './provider.js';

/**
 * @see NVIDIA API documentation, LLM APIs
 * @see NVIDIA Cloud Functions documentation, API headers
 */
export const nvidia: Provider = {
  id: 'nvidia',
  name: 'NVIDIA NIM',
  shortName: 'NIM',
  kind: 'provider',
  aliases: ['nim', 'nvidia-nim', 'nvidia-ai', 'build.nvidia.com', 'nvidia-nimexception'],
  hosts: ['.api.nvidia.com', 'build.nvidia.com'],
  keyPrefixes: ['nvapi-'],
  baseUrls: { openai: 'https://integrate.api.nvidia.com/v1' },
  headers: { requestId: ['nvcf-reqid', 'x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [],
  links: {
    keys: 'https://build.nvidia.com/settings/api-keys',
    models: 'https://build.nvidia.com/models',
    docs: 'https://docs.api.nvidia.com/nim/reference/llm-apis',
  },
};
