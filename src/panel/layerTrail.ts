import { element } from './element.js';
import type { IncidentView, LayerView } from './messages.js';

/** Deeper ones stay in the last column: a page has an edge. */
const DEEPEST = 5;

/** The layers as a descending trail, from what the tool showed down to what was said first. */
export function layerTrail({ layers }: Pick<IncidentView, 'layers'>): HTMLElement {
  const last = layers.length - 1;
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'trail-heading' } },
    element('h2', { attributes: { id: 'trail-heading' } }, last === 0 ? 'What was said' : 'How the message was wrapped'),
    element('ol', { class: 'trail' }, ...layers.map((layer, index) => layerItem(layer, index, index === last))),
  );
}

function layerItem({ by, status, code, message, seen, dropped }: LayerView, depth: number, innermost: boolean): HTMLElement {
  const chips = [status === null ? null : String(status), code].filter((text) => text !== null);
  return element(
    'li',
    { class: `layer depth-${Math.min(depth, DEEPEST)}${innermost ? ' innermost' : ''}` },
    element(
      'h3',
      {},
      by,
      ...chips.map((text) => element('span', { class: 'chip' }, text)),
      innermost && depth > 0 ? element('span', { class: 'note' }, 'what was really said') : null,
    ),
    element('p', { class: 'message' }, message),
    seen === null ? null : element('p', { class: dropped ? 'seen dropped' : 'seen' }, seen),
  );
}
