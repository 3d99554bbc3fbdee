import { element, type Child } from './element.js';
import type { Memory } from './memory.js';

/** What unfolds at a click; as a person left it, also over updates and a reload. */
export function disclosure(name: string, summary: string, memory: Memory, ...content: readonly Child[]): HTMLDetailsElement {
  const node = element('details', {}, element('summary', { focusKey: `fold/${name}` }, summary), ...content);
  node.open = memory.read(`fold/${name}`) === 'open';
  node.addEventListener('toggle', () => memory.keep(`fold/${name}`, node.open ? 'open' : ''));
  return node;
}
