import type { Provider } from './provider.js';

export const antigravity: Provider = {
  id: 'antigravity',
  name: 'Google Antigravity',
  shortName: 'Antigravity',
  kind: 'provider',
  aliases: ['google-antigravity'],
  hosts: ['antigravity.google', '.antigravity.google'],
  keyPrefixes: [],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    resource_exhausted: { category: 'rate_limit', broad: true },
    rate_limit_exceeded: { category: 'rate_limit', broad: true },
    quota_exhausted: { category: 'quota_exhausted' },
    model_capacity_exhausted: { category: 'overloaded' },
    unavailable: { category: 'overloaded' },
    permission_denied: { category: 'permission', broad: true },
    unauthenticated: { category: 'authentication' },
  },
  links: { docs: 'https://antigravity.google/docs' },
  sources: ['Google Antigravity documentation', 'google-gemini/gemini-cli:packages/core/src/utils/googleQuotaErrors.ts'],
};
