import type { Provider } from './provider.js';

/**
 * @see Hugging Face documentation, Inference Providers
 * @see Hugging Face documentation, Rate limits
 * @see huggingface/huggingface_hub:src/huggingface_hub/errors.py
 */
export const huggingface: Provider = {
  id: 'huggingface',
  name: 'Hugging Face',
  shortName: 'HuggingFace',
  kind: 'provider',
  aliases: ['hugging-face', 'hf', 'hf-inference', 'huggingface-inference', 'huggingfaceexception'],
  hosts: ['huggingface.co', '.huggingface.co', '.huggingface.cloud', '.hf.space'],
  keyPrefixes: ['hf_'],
  baseUrls: { openai: 'https://router.huggingface.co/v1' },
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: ['ratelimit', 'ratelimit-policy'] },
  codes: [
    { category: 'routing', broad: true, codes: ['model_not_supported'] },
    { category: 'model_not_found', codes: ['model_not_found'] },
  ],
  links: {
    status: 'https://status.huggingface.co',
    keys: 'https://huggingface.co/settings/tokens',
    billing: 'https://huggingface.co/settings/billing',
    limits: 'https://huggingface.co/docs/inference-providers/pricing',
    models: 'https://huggingface.co/models?inference_provider=all',
    docs: 'https://huggingface.co/docs/inference-providers',
  },
};
