import { element } from './element.js';
import type { IncidentView, LayerView } from './messages.js';
import { t } from './t.js';

/** Deeper ones stay in the last column: a page has an edge. */
const DEEPEST = 5;

/** The layers as a descending trail, from what the tool showed down to what was said first. */
export function layerTrail({ layers }: Pick<IncidentView, 'layers'>): HTMLElement {
  const last = layers.length - 1;
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'trail-heading' } },
    element(
      'h2',
      { attributes: { id: 'trail-heading' } },
      last === 0 ? t('What was said') : t('From your tool’s message down to the cause'),
    ),
    element('ol', { class: 'trail' }, ...layers.map((layer, index) => layerItem(layer, index, index === last))),
  );
}

function layerItem(layer: LayerView, depth: number, innermost: boolean): HTMLElement {
  const { by, status, code, message, droppedBy } = layer;
  const chips = [status === null ? null : String(status), code].filter((text) => text !== null);
  const seen = saySeen(layer);
  return element(
    'li',
    { class: `layer depth-${Math.min(depth, DEEPEST)}${innermost ? ' innermost' : ''}` },
    element(
      'h3',
      {},
      by,
      ...chips.map((text) => element('span', { class: 'chip' }, text)),
      innermost && depth > 0 ? element('span', { class: 'note' }, t('what was really said')) : null,
    ),
    element('p', { class: 'message', attributes: { dir: 'auto' } }, message),
    seen === null ? null : element('p', { class: droppedBy === null ? 'seen' : 'seen dropped' }, seen),
  );
}

function saySeen({ seen, tool, droppedBy }: LayerView): string | null {
  switch (seen) {
    case 'log':
      return tool === null ? t('Kept in a log.') : t('Kept in a log of {tool}.', { tool });
    case 'wire':
      return droppedBy === null ? t('Seen on the wire.') : t('Seen on the wire. {tool} threw it away.', { tool: droppedBy });
    case 'endpoint':
      return droppedBy === null
        ? t('Seen by the endpoint.')
        : t('Seen by the endpoint. {tool} threw it away.', { tool: droppedBy });
    case null:
      break;
  }
  return null;
}
