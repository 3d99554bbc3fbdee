import type { IncidentSummary, PartyView } from './messages.js';

/** What a person looks for; empty where anything will do. */
export interface IncidentFilter {
  readonly search: string;
  /** The id of a tool. */
  readonly tool: string;
  /** The id of a provider or gateway. */
  readonly provider: string;
  readonly category: string;
}

export const NO_FILTER: IncidentFilter = { search: '', tool: '', provider: '', category: '' };

/** The incidents that the filter lets through, in their order. Each word of the search must stand somewhere in an incident. */
export function filterIncidents(incidents: readonly IncidentSummary[], filter: IncidentFilter): readonly IncidentSummary[] {
  const words = fold(filter.search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return incidents.filter((each) => {
    const { tools, provider, gateway, category } = each;
    if (filter.tool !== '' && !tools.some(({ id }) => id === filter.tool)) return false;
    if (filter.provider !== '' && provider?.id !== filter.provider && gateway?.id !== filter.provider) return false;
    if (filter.category !== '' && category !== filter.category) return false;
    if (words.length === 0) return true;
    const text = fold(searchable(each));
    return words.every((word) => text.includes(word));
  });
}

export function isFiltering(filter: IncidentFilter): boolean {
  return filter.search.trim() !== '' || filter.tool !== '' || filter.provider !== '' || filter.category !== '';
}

/** What there is to choose from, by name. */
export function choicesOf(incidents: readonly IncidentSummary[]): {
  readonly tools: readonly PartyView[];
  readonly providers: readonly PartyView[];
  readonly categories: readonly string[];
} {
  return {
    tools: distinct(incidents.flatMap(({ tools }) => tools)),
    providers: distinct(incidents.flatMap(({ provider, gateway }) => [provider, gateway]).filter((each) => each !== null)),
    categories: [...new Set(incidents.map(({ category }) => category))],
  };
}

function searchable({ short, cause, model, requestId, category, tools, provider, gateway }: IncidentSummary): string {
  const parties = [...tools, provider, gateway].map((party) => (party === null ? '' : `${party.name} ${party.id}`));
  return [short, cause, model ?? '', requestId ?? '', category, ...parties].join('\n');
}

function distinct(parties: readonly PartyView[]): PartyView[] {
  const byId = new Map(parties.map((party) => [party.id, party]));
  return [...byId.values()].sort((left, right) => left.name.localeCompare(right.name));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
