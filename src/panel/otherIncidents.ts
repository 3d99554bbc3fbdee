import type { Ask } from './actions.js';
import { element } from './element.js';
import type { IncidentSummary } from './messages.js';
import type { Region } from './regions.js';
import { instant } from './time.js';

/** The incidents that are not on the page, newest first; no region where there are none. */
export function otherIncidents(heading: string, others: readonly IncidentSummary[], ask: Ask, now: number): Region[] {
  if (others.length === 0) return [];
  const build = (): HTMLElement =>
    element(
      'nav',
      { attributes: { 'aria-labelledby': 'others-heading' } },
      element('h2', { attributes: { id: 'others-heading' } }, heading),
      element('ul', { class: 'others' }, ...others.map((other) => otherItem(other, ask, now))),
    );
  return [{ key: 'others', data: others, build }];
}

function otherItem({ id, short, lastAt, count }: IncidentSummary, ask: Ask, now: number): HTMLElement {
  return element(
    'li',
    {},
    element(
      'button',
      {
        class: 'link',
        focusKey: `other-${id}`,
        onClick: () => ask({ request: 'show-incident', id }),
        attributes: { type: 'button' },
      },
      short,
    ),
    element('span', { class: 'muted' }, `${instant(lastAt, now)}${count === 1 ? '' : `, ${count} failed calls`}`),
  );
}
