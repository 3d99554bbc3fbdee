import type { Provider } from './provider.js';

/**
 * @see Envoy documentation, Response flags
 * @see envoyproxy/ai-gateway:README.md
 */
export const envoy: Provider = {
  id: 'envoy',
  name: 'Envoy',
  kind: 'gateway',
  aliases: ['envoy-ai-gateway', 'istio'],
  hosts: [],
  keyPrefixes: [],
  baseUrls: {},
  headers: {
    requestId: ['x-request-id'],
    retry: ['retry-after'],
    rateLimit: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
  },
  codes: [],
  links: { docs: 'https://www.envoyproxy.io/docs/envoy/latest/faq/debugging/why_is_envoy_sending_internal_responses' },
};
