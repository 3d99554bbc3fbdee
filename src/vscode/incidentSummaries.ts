import { explain } from '../engine/explain.js';
import type { Incident } from '../incidents/incident.js';
import type { IncidentSummary, PartyView } from '../panel/messages.js';
import { retryAtOf } from './retryAtOf.js';

/** More than anyone reads, and few enough to be sent at every change. */
const MOST_INCIDENTS = 500;

/**
 * What the list of incidents shows.
 * @param list newest first
 * @param now epoch milliseconds
 */
export function summariseIncidents(list: readonly Incident[], nameOf: (id: string) => string, now: number): IncidentSummary[] {
  const party = (id: string): PartyView => ({ id, name: nameOf(id) });
  return list.slice(0, MOST_INCIDENTS).map((incident) => {
    const { id, diagnosis, tools, count, firstAt, lastAt } = incident;
    const { provider, gateway, category } = diagnosis;
    return {
      id,
      short: explain(diagnosis).short,
      tools: tools.map(party),
      provider: provider === null ? null : party(provider),
      gateway: gateway === null ? null : party(gateway),
      category,
      state: (retryAtOf(incident) ?? 0) > now ? 'waiting' : 'open',
      count,
      firstAt,
      lastAt,
    };
  });
}
