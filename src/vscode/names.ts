import { findProvider } from '../engine/providers/lookup.js';
import { tools } from '../tools/list.js';

/** A tool's, gateway's or provider's name as its maker writes it; an id that nobody bears is shown as it is. */
export function nameOf(id: string): string {
  return tools.find((tool) => tool.id === id)?.name ?? findProvider(id)?.name ?? id;
}
