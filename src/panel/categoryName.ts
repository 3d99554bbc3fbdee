import type { Category } from '../engine/model.js';
import { t } from './t.js';

const NAMES: Readonly<Record<Category, string>> = {
  rate_limit: t('Rate limit'),
  quota_exhausted: t('Quota used up'),
  billing: t('Billing'),
  authentication: t('Key refused'),
  permission: t('Access denied'),
  region_restricted: t('Region blocked'),
  model_not_found: t('Unknown model'),
  routing: t('No route'),
  context_length: t('Context too long'),
  content_filter: t('Content filter'),
  invalid_request: t('Bad request'),
  overloaded: t('Overloaded'),
  server_error: t('Server error'),
  bad_gateway: t('Bad gateway'),
  timeout: t('Timeout'),
  network: t('Network'),
  stream_interrupted: t('Broken-off answer'),
  cancelled: t('Cancelled'),
  unknown: t('Unknown cause'),
  not_an_error: t('No failure'),
};
const known: ReadonlyMap<string, string> = new Map(Object.entries(NAMES));

/** A category as a person reads it; one that this page does not know stays as it is. */
export function categoryName(category: string): string {
  return known.get(category) ?? category;
}
