import { element } from './element.js';
import type { IncidentView, StationView } from './messages.js';
import { t } from './t.js';

const LABELS: { readonly [K in StationView['station']]: string } = {
  client: t('Tool'),
  network: t('Network'),
  gateway: t('Gateway'),
  provider: t('Provider'),
};

/** The request's way, with the station that refused it, in words as in form and colour. */
export function requestPath({ path, refusedBy }: Pick<IncidentView, 'path' | 'refusedBy'>): HTMLElement {
  return element(
    'section',
    { class: 'path', attributes: { 'aria-labelledby': 'path-heading' } },
    element(
      'div',
      { class: 'who' },
      element('h2', { class: 'label', attributes: { id: 'path-heading' } }, t('Who refused')),
      element('p', { class: 'refused-by', attributes: { dir: 'auto' } }, refusedBy),
    ),
    element('ol', { class: 'stations', attributes: { 'aria-label': t('The way of the request') } }, ...path.map(stationItem)),
  );
}

function stationItem({ station, name, state }: StationView): HTMLElement {
  return element(
    'li',
    { class: `station ${state}` },
    element('span', { class: 'dot', attributes: { 'aria-hidden': 'true' } }),
    element(
      'span',
      { class: 'station-text' },
      element('span', { class: 'station-label' }, LABELS[station]),
      name === null ? null : element('span', { class: 'station-name' }, name),
      element('span', { class: 'station-state' }, stateWords(station, name, state)),
    ),
  );
}

function stateWords(station: StationView['station'], name: string | null, state: StationView['state']): string {
  switch (state) {
    case 'refused':
      return t('refused');
    case 'passed':
      return t('passed');
    case 'unreached':
      return t('not reached');
    case 'unknown':
      break;
  }
  return station === 'gateway' && name === null ? t('none seen') : t('not known');
}
