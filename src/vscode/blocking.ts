import type { Category, Diagnosis } from '../engine/model.js';

/** Causes that stand until a person acts: no wait and no other request mends them. */
const STANDING: ReadonlySet<Category> = new Set<Category>([
  'quota_exhausted',
  'billing',
  'authentication',
  'permission',
  'region_restricted',
  'model_not_found',
  'routing',
]);

export function isBlocking(diagnosis: Diagnosis): boolean {
  return STANDING.has(diagnosis.category) && diagnosis.retryable !== true;
}

/** The same for two incidents that a person would call the same trouble. */
export function causeKey({ category, origin, gateway, provider, model }: Diagnosis): string {
  return JSON.stringify([category, origin, gateway, provider, category === 'model_not_found' ? model : null]);
}
