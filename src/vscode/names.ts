import { nameOfLayer } from '../engine/nameOfLayer.js';
import { tools } from '../tools/list.js';

/** A tool's, gateway's, provider's or wrapper's name as its maker writes it; an id that nobody bears is shown as it is. */
export function nameOf(id: string): string {
  return tools.find((tool) => tool.id === id)?.name ?? nameOfLayer(id);
}
