import type { Provider } from './provider.js';

/**
 * @see Google Antigravity documentation
 * @see google-gemini/gemini-cli:packages/core/src/utils/googleQuotaErrors.ts
 */
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
  codes: [
    { category: 'rate_limit', broad: true, codes: ['resource_exhausted', 'rate_limit_exceeded'] },
    { category: 'quota_exhausted', codes: ['quota_exhausted'] },
    { category: 'overloaded', codes: ['model_capacity_exhausted', 'unavailable'] },
    { category: 'permission', broad: true, codes: ['permission_denied'] },
    { category: 'authentication', codes: ['unauthenticated'] },
  ],
  links: { docs: 'https://antigravity.google/docs' },
};
