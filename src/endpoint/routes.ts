/** Which route a request takes. */
import { matchesGlob } from './glob.js';
import type { Config, Route } from './upstream.js';

/** The first that matches; null where none does, or where the request names no model. */
export function routeOf({ routes }: Pick<Config, 'routes'>, model: string | null): Route | null {
  if (model === null) return null;
  return routes.find(({ match }) => matchesGlob(match, model)) ?? null;
}
