import { advise } from '../engine/advise.js';
import { explain } from '../engine/explain.js';
import type { Origin } from '../engine/model.js';
import { isExchange, WIRE } from '../engine/sources.js';
import type { Chronicle } from '../incidents/chronicle.js';
import type { Incident } from '../incidents/incident.js';
import type { IncidentState } from '../incidents/incidentState.js';
import { trailOf } from '../incidents/trail.js';
import type { FactsView, IncidentView, LayerView, PanelState, SourceView, StationView } from '../panel/messages.js';
import { historyView } from './historyView.js';
import { summariseIncidents } from './incidentSummaries.js';
import { isThrownAway } from './isThrownAway.js';
import { momentsOf, placeOf, type AttemptMoment } from './moments.js';
import type { PanelTarget } from './panelTarget.js';
import { retryAtOf } from './retryAtOf.js';
import { sayText } from './sayText.js';

/** What pages are made of. */
export interface PanelFacts {
  /** Newest first. */
  readonly list: readonly Incident[];
  /** Also by the id of an incident that has become part of another. */
  readonly find: (id: string) => Incident | null;
  readonly sources: readonly SourceView[];
  /** What holds for all of them, in sentences. */
  readonly notes: readonly string[];
  readonly wire: { readonly isOn: boolean; readonly sources: readonly SourceView[] };
  /** Null where it may not be used. */
  readonly endpoint: IncidentView['endpoint'];
  readonly isSample: (incidentId: string) => boolean;
  /** What the endpoint tried for the exchange of that id; none where this window no longer knows. */
  readonly attemptsOf: (exchangeId: string) => readonly AttemptMoment[];
  /** How it stands. */
  readonly stateOf: (incident: Incident) => IncidentState;
  /** Asked where it is shown. */
  readonly chronicle: () => Chronicle;
  /** What Unwrap can do about an incident, and what looks at its provider have shown. */
  readonly fixesOf: (incident: Incident) => Pick<IncidentView, 'actions' | 'checks'>;
  /** A tool's, provider's or gateway's name as its maker writes it, by its id. */
  readonly nameOf: (id: string) => string;
}

/** The page for a target. An incident that is gone gives way to the newest one, and that to the quiet page. */
export function panelState(
  target: PanelTarget,
  { list, find, sources, notes, wire, endpoint, attemptsOf, isSample, stateOf, chronicle, fixesOf, nameOf }: PanelFacts,
): PanelState {
  const incidents = summariseIncidents(list, { stateOf, nameOf });
  switch (target.page) {
    case 'sources':
      return { page: 'sources', sources: [...sources, ...wire.sources], notes: [...notes], incidents };
    case 'no-failure':
      return { page: 'no-failure', from: target.from, empty: target.empty, incidents };
    case 'guide':
      return { page: 'guide', guide: target.guide, incidents };
    case 'history':
      return { page: 'history', history: historyView(chronicle(), endpoint, nameOf), incidents };
    case 'quiet':
    case 'incident':
      break;
  }
  const wanted = target.page === 'incident' ? find(target.id) : null;
  const incident = wanted ?? list[0];
  if (!incident) return { page: 'quiet', sources: [...sources], incidents };
  const shown = { ...incidentView(incident, { wire, attemptsOf, isSample, nameOf }), ...fixesOf(incident), endpoint };
  return { page: 'incident', incident: shown, incidents };
}

/** In characters: a gateway's whole HTML page is no layer to read. The text itself is shown below the layers. */
const LONGEST_LAYER = 1000;

type Described = Omit<IncidentView, 'endpoint' | 'actions' | 'checks'>;

function incidentView(
  incident: Incident,
  { wire: { isOn: isWireOn }, attemptsOf, isSample, nameOf }: Pick<PanelFacts, 'wire' | 'attemptsOf' | 'isSample' | 'nameOf'>,
): Described {
  const { diagnosis } = incident;
  const shown = explain(diagnosis);
  return {
    id: incident.id,
    isSample: isSample(incident.id),
    short: sayText(shown.short),
    cause: sayText(shown.cause),
    category: diagnosis.category,
    refusedBy: sayText(shown.refusedBy),
    path: pathOf(incident, nameOf),
    retry: sayText(shown.retry),
    retryable: diagnosis.retryable,
    retryAt: retryAtOf(incident),
    tools: incident.tools.map(nameOf),
    count: incident.count,
    firstAt: incident.firstAt,
    lastAt: incident.lastAt,
    facts: factsOf(incident, nameOf),
    moments: momentsOf(incident, attemptsOf, nameOf),
    layers: layersOf(incident, nameOf),
    text: textOf(incident),
    evidence: diagnosis.evidence,
    advice: advise(diagnosis).map(({ kind, when, title, detail, link = null }) => {
      return { kind, when, title: sayText(title), detail: sayText(detail), link };
    }),
    thrownAway: isThrownAway(incident) ? { tools: incident.tools.map(nameOf), isWireOn } : null,
  };
}

/** What the tool showed, down to what was said first; of texts that were seen in several places, where. */
function layersOf(incident: Incident, nameOf: (id: string) => string): LayerView[] {
  const trail = trailOf(incident);
  const steps =
    trail.length > 0 ? trail : incident.diagnosis.layers.map((layer) => ({ ...layer, source: '', tool: null, dropped: false }));
  const isExchanged = steps.some(({ source }) => isExchange(source));
  const [owner] = incident.tools;
  return steps.map(({ by, message, status, code, source, tool, dropped }) => ({
    by: nameOf(by),
    message: message.length > LONGEST_LAYER ? `${message.slice(0, LONGEST_LAYER)}…` : message,
    status: status ?? null,
    code: code ?? null,
    seen: isExchanged ? placeOf(source) : null,
    tool: tool === null ? null : nameOf(tool),
    droppedBy: dropped && owner !== undefined ? nameOf(owner) : null,
  }));
}

/** What the diagnosis was made of: the best record is not always the last. */
function textOf({ sightings, lead }: Incident): string | null {
  const shown = sightings.find(({ id }) => id === lead) ?? sightings.at(-1);
  if (shown?.source === WIRE && shown.text === '') return null;
  return shown?.text ?? '';
}

const STATIONS = ['client', 'network', 'gateway', 'provider'] as const;
const REFUSING: { readonly [K in Origin]: (typeof STATIONS)[number] } = {
  client: 'client',
  network: 'network',
  gateway: 'gateway',
  upstream: 'provider',
};

/** The way of the request, with the station that refused it. Without a gateway in the text, none is claimed. */
function pathOf({ diagnosis, tools }: Incident, nameOf: (id: string) => string): StationView[] {
  const names: { readonly [K in (typeof STATIONS)[number]]: string | null } = {
    client: tools[0] === undefined ? null : nameOf(tools[0]),
    network: null,
    gateway: diagnosis.gateway === null ? null : nameOf(diagnosis.gateway),
    provider: diagnosis.provider === null ? null : nameOf(diagnosis.provider),
  };
  const refusing = diagnosis.origin === null ? -1 : STATIONS.indexOf(REFUSING[diagnosis.origin]);
  return STATIONS.map((station, index) => ({
    station,
    name: names[station],
    state: stateAt(index, refusing, station === 'gateway' && names.gateway === null),
  }));
}

function stateAt(index: number, refusing: number, unseen: boolean): StationView['state'] {
  if (index === refusing) return 'refused';
  if (refusing === -1 || unseen) return 'unknown';
  return index < refusing ? 'passed' : 'unreached';
}

function factsOf({ diagnosis }: Incident, nameOf: (id: string) => string): FactsView {
  const { category, status, code, provider, gateway, model, requestId, confidence } = diagnosis;
  const named = (id: string | null): string | null => (id === null ? null : nameOf(id));
  return { category, status, code, provider: named(provider), gateway: named(gateway), model, requestId, confidence };
}
