import type { Ask } from './actions.js';
import { element } from './element.js';
import { clockTime } from './incidentDays.js';
import type { IncidentSummary } from './messages.js';
import type { Region } from './regions.js';
import { t } from './t.js';
import { instant, number } from './time.js';

export const LINE = 'incident-line';

function sayTools({ tools, isGiven }: IncidentSummary): string {
  if (tools.length > 0) return tools.map(({ name }) => name).join(', ');
  return isGiven ? t('A text you gave') : t('Unknown tool');
}

/** One incident of the list: a button with all that tells it from the others. */
export function incidentLine(incident: IncidentSummary, isCurrent: boolean, now: number, ask: Ask): Region {
  const { id, short, provider, gateway, count, lastAt } = incident;
  const state = stateNow(incident, now);
  const build = (): HTMLElement => {
    const places = [sayTools(incident), placeName(provider, gateway)];
    const where = places.filter((each) => each !== '');
    const said = sayState(incident, state, now);
    return element(
      'li',
      {},
      element(
        'button',
        {
          class: `${LINE} ${state}`,
          focusKey: `incident-${id}`,
          onClick: () => ask({ request: 'show-incident', id }),
          attributes: { type: 'button', tabindex: '-1', ...(isCurrent ? { 'aria-current': 'page' } : {}) },
        },
        element('span', { class: 'mark' }),
        element('span', { class: 'what' }, short),
        element('span', { class: 'when' }, clockTime(lastAt)),
        element('span', { class: 'where' }, where.join(' · ')),
        count === 1 ? null : times(count),
        // An open one and a past one are told by their marks.
        element('span', { class: state === 'open' || state === 'past' ? 'unseen' : 'state' }, said),
      ),
    );
  };
  return { key: id, data: [incident, state, isCurrent], build };
}

function times(count: number): HTMLElement {
  const seen = element('span', { attributes: { 'aria-hidden': 'true' } }, `${number(count)} ×`);
  return element('span', { class: 'times' }, seen, element('span', { class: 'unseen' }, t('{count} failed calls', { count })));
}

/** A wait that is over needs no word of the host's. */
function stateNow({ state, stateAt }: IncidentSummary, now: number): IncidentSummary['state'] {
  return state === 'waiting' && stateAt !== null && stateAt <= now ? 'open' : state;
}

const STATES: { readonly [K in IncidentSummary['state']]: string } = {
  open: t('Open'),
  waiting: t('Waits'),
  fixed: t('Fix applied'),
  recovered: t('Answers again'),
  past: t('Past'),
};

function sayState({ stateAt }: IncidentSummary, state: IncidentSummary['state'], now: number): string {
  return state === 'waiting' && stateAt !== null ? t('Waits until {time}', { time: instant(stateAt, now) }) : STATES[state];
}

/** `Amazon Bedrock behind OpenRouter`; empty where nobody is known. */
export function placeName(provider: IncidentSummary['provider'], gateway: IncidentSummary['gateway']): string {
  if (provider === null) return gateway?.name ?? '';
  if (gateway === null || gateway.id === provider.id) return provider.name;
  return t('{provider} behind {gateway}', { provider: provider.name, gateway: gateway.name });
}
