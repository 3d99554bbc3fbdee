import type { Intent } from '../../src/tools/fix.js';

export const switchTo = (model: string, failed: string | null = null): Intent => ({
  kind: 'switch-model',
  model,
  failed: { model: failed, provider: null },
});

export const pointAt = (
  origin = 'http://127.0.0.1:4141',
  failed: Intent['failed'] = { model: null, provider: null },
): Intent => ({
  kind: 'point-at-endpoint',
  endpoint: { origin, upstreams: [] },
  failed,
});
