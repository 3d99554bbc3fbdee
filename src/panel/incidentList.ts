import type { Ask } from './actions.js';
import { element } from './element.js';
import type { IncidentSummary } from './messages.js';
import { RegionList } from './regions.js';
import type { SideShown } from './side.js';
import type { Memory } from './memory.js';
import { t } from './t.js';
import { instant } from './time.js';

export interface IncidentList {
  readonly node: HTMLElement;
  readonly show: (shown: SideShown) => void;
}

/** All incidents, newest first, the one on the page marked. It stays on the page, and is brought up to date in place. */
export function createIncidentList(ask: Ask, _memory: Memory): IncidentList {
  const node = element('div', { class: 'incident-list' });
  const regions = new RegionList(node);
  return {
    node,
    show: ({ incidents, current, now }) =>
      regions.show([{ key: 'list', data: [incidents, current], build: () => listOf(incidents, current, ask, now) }]),
  };
}

function listOf(incidents: readonly IncidentSummary[], current: string | null, ask: Ask, now: number): HTMLElement {
  if (incidents.length === 0) return element('p', { class: 'muted' }, t('No incident so far.'));
  return element('ul', { class: 'others' }, ...incidents.map((each) => item(each, each.id === current, ask, now)));
}

function item({ id, short, lastAt }: IncidentSummary, isCurrent: boolean, ask: Ask, now: number): HTMLElement {
  return element(
    'li',
    {},
    element(
      'button',
      {
        class: 'link',
        focusKey: `incident-${id}`,
        onClick: () => ask({ request: 'show-incident', id }),
        attributes: { type: 'button', ...(isCurrent ? { 'aria-current': 'page' } : {}) },
      },
      short,
    ),
    element('span', { class: 'muted' }, instant(lastAt, now)),
  );
}
