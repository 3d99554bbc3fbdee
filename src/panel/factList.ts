import { element } from './element.js';
import type { IncidentView } from './messages.js';
import { span } from './time.js';

/** The particulars, for a report or a closer look. */
export function factList(
  incident: Pick<IncidentView, 'facts' | 'count' | 'firstAt' | 'lastAt' | 'tools'>,
  now: number,
): HTMLElement {
  const { facts, count, firstAt, lastAt, tools } = incident;
  const rows = [
    { name: 'Seen in', value: tools.length === 0 ? 'a text that you gave' : tools.join(', ') },
    { name: count === 1 ? 'Time' : 'Times', value: span(firstAt, lastAt, now) },
    { name: 'Failed calls', value: String(count) },
    ...facts,
  ];
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'facts-heading' } },
    element('h2', { attributes: { id: 'facts-heading' } }, 'Particulars'),
    element(
      'dl',
      { class: 'facts' },
      ...rows.map(({ name, value }) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
  );
}
