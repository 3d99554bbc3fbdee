import { explain } from '../engine/explain.js';
import { isGiven } from '../incidents/fingerprint.js';
import type { Incident } from '../incidents/incident.js';
import type { IncidentState } from '../incidents/incidentState.js';
import type { IncidentSummary, PartyView } from '../panel/messages.js';
import { sayText } from './sayText.js';

/** More than anyone reads, and few enough to be sent at every change. */
const MOST_INCIDENTS = 500;

export interface SummaryFacts {
  readonly stateOf: (incident: Incident) => IncidentState;
  readonly nameOf: (id: string) => string;
}

/**
 * What the list of incidents shows.
 * @param list newest first
 */
export function summariseIncidents(list: readonly Incident[], { stateOf, nameOf }: SummaryFacts): IncidentSummary[] {
  const party = (id: string): PartyView => ({ id, name: nameOf(id) });
  return list.slice(0, MOST_INCIDENTS).map((incident) => {
    const { id, diagnosis, tools, count, firstAt, lastAt } = incident;
    const { provider, gateway, model, requestId, category } = diagnosis;
    const { short, cause } = explain(diagnosis);
    const state = stateOf(incident);
    return {
      id,
      short: sayText(short),
      cause: sayText(cause),
      tools: tools.map(party),
      isGiven: incident.sightings.some(isGiven),
      provider: provider === null ? null : party(provider),
      gateway: gateway === null ? null : party(gateway),
      model,
      requestId,
      category,
      state: state.state,
      stateAt: stateAtOf(state),
      count,
      firstAt,
      lastAt,
    };
  });
}

function stateAtOf(state: IncidentState): number | null {
  if (state.state === 'waiting') return state.until;
  return state.state === 'fixed' || state.state === 'recovered' ? state.at : null;
}
