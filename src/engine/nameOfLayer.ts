import { findProvider } from './providers/lookup.js';
import { nameOfWrapper } from './wrappers/list.js';

/** The name of who spoke in a layer, as its maker writes it: a provider, a gateway or a wrapper. An id that nobody bears stays. */
export function nameOfLayer(by: string): string {
  return findProvider(by)?.name ?? nameOfWrapper(by) ?? by;
}
