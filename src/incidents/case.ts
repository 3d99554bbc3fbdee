/** An incident in the making: its calls, and what is left of those that were folded away for the bound. */
import type { Diagnosis, Sighting } from '../engine/model.js';
import { compareCauses, fillFromRetries } from './better.js';
import { groupCalls, trace, trimTrace, type Call, type Trace } from './calls.js';
import type { Incident } from './incident.js';

/** Calls whose sightings are kept; older ones are only counted. */
const KEPT_CALLS = 20;
/** Sightings shown of one incident. */
const KEPT_SIGHTINGS = 20;

/** What is left of calls whose sightings were dropped. */
interface Folded {
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly tools: readonly string[];
  readonly diagnosis: Diagnosis;
}

export interface Case {
  readonly id: string;
  /** Rises with every new case; of two that turn out to be one, the older id stays. */
  readonly order: number;
  readonly calls: Set<Call>;
  folded: Folded | null;
  /** What is derived from the above, until it changes. */
  facts: Facts | null;
  view: Incident | null;
}

/** An incident but for its sightings. */
interface Facts extends Omit<Incident, 'sightings'> {
  /** Oldest first. */
  readonly calls: readonly Call[];
  /** The call that the diagnosis is of, where it was not folded away. */
  readonly best: Call | undefined;
}

export function openCase(id: string, order: number): Case {
  return { id, order, calls: new Set(), folded: null, facts: null, view: null };
}

/** A stored incident, ready to be joined by what comes next. */
export function reopenCase(stored: Incident, order: number): Case {
  const calls = groupCalls(stored.sightings.map(trace));
  const counted = calls.reduce((sum, call) => sum + call.count, 0);
  const { id, firstAt, lastAt, tools, diagnosis } = stored;
  const folded = { count: Math.max(0, stored.count - counted), firstAt, lastAt, tools, diagnosis };
  return { id, order, calls: new Set(calls), folded, facts: null, view: null };
}

/** To be called where the calls of a case have changed. */
export function touchCase(each: Case): void {
  each.facts = null;
  each.view = null;
}

/** Null where every call has left it. */
export function weighCase(each: Case): Facts | null {
  each.facts ??= gatherFacts(each);
  return each.facts;
}

/** The incident as it stands; null where every call has left it. */
export function viewCase(each: Case): Incident | null {
  if (each.view !== null) return each.view;
  const facts = weighCase(each);
  if (facts === null) return null;
  const { calls, best, ...incident } = facts;
  each.view = { ...incident, sightings: keepSightings(calls, best) };
  return each.view;
}

export function isEmpty(each: Case): boolean {
  return each.calls.size === 0 && (each.folded === null || each.folded.count === 0);
}

/** Puts what is known of `from` into `into`; `from` is empty afterwards. */
export function mergeCases(into: Case, from: Case): void {
  for (const call of from.calls) into.calls.add(call);
  if (from.folded !== null) into.folded = joinFolded(into.folded, from.folded);
  from.calls.clear();
  from.folded = null;
  touchCase(from);
  touchCase(into);
}

/** Folds the oldest calls away, but for the one with the best diagnosis; returns them. */
export function boundCase(each: Case): Call[] {
  const gone: Call[] = [];
  if (each.calls.size <= KEPT_CALLS) return gone;
  const ordered = [...each.calls].sort(compareCalls);
  const best = findBest(ordered);
  const newest = ordered.at(-1);
  for (const call of ordered) {
    if (each.calls.size <= KEPT_CALLS) break;
    if (call === best || call === newest) continue;
    each.calls.delete(call);
    each.folded = joinFolded(each.folded, fold(call));
    gone.push(call);
  }
  touchCase(each);
  return gone;
}

function fold({ count, from, to, tools, diagnosis }: Call): Folded {
  return { count, firstAt: from, lastAt: to, tools: nameTools(tools), diagnosis };
}

function joinFolded(left: Folded | null, right: Folded): Folded {
  if (left === null) return right;
  return {
    count: left.count + right.count,
    firstAt: Math.min(left.firstAt, right.firstAt),
    lastAt: Math.max(left.lastAt, right.lastAt),
    tools: [...new Set([...left.tools, ...right.tools])],
    diagnosis: compareCauses(right.diagnosis, left.diagnosis) <= 0 ? right.diagnosis : left.diagnosis,
  };
}

function gatherFacts(each: Case): Facts | null {
  const calls = [...each.calls].sort(compareCalls);
  const best = findBest(calls);
  const { folded } = each;
  const others = calls.filter((call) => call !== best).map((call) => call.diagnosis);
  let diagnosis = best?.diagnosis;
  if (folded !== null) {
    if (diagnosis === undefined || compareCauses(folded.diagnosis, diagnosis) < 0) diagnosis = folded.diagnosis;
    else others.push(folded.diagnosis);
  }
  if (diagnosis === undefined) return null;
  const tools = new Set(folded?.tools);
  for (const call of calls) for (const tool of nameTools(call.tools)) tools.add(tool);
  return {
    id: each.id,
    tools: [...tools],
    firstAt: Math.min(folded?.firstAt ?? Infinity, ...calls.map((call) => call.from)),
    lastAt: Math.max(folded?.lastAt ?? -Infinity, ...calls.map((call) => call.to)),
    count: calls.reduce((sum, call) => sum + call.count, folded?.count ?? 0),
    diagnosis: fillFromRetries(diagnosis, others),
    lead: best?.lead.sighting.id ?? null,
    calls,
    best,
  };
}

/** The newest sightings, and the one that the diagnosis is of; oldest first. */
function keepSightings(calls: readonly Call[], best: Call | undefined): Sighting[] {
  const traces: Trace[] = [];
  for (const call of calls.toReversed()) {
    if (call === best || call === calls.at(-1)) traces.push(...call.traces);
    else if (traces.length < KEPT_SIGHTINGS) traces.push(...call.traces.map(trimTrace));
  }
  traces.sort((left, right) => left.sighting.at - right.sighting.at || left.print - right.print);
  const kept = traces.slice(-KEPT_SIGHTINGS);
  if (best !== undefined && !kept.some((each) => each.print === best.lead.print)) kept.splice(0, 1, best.lead);
  return kept.map((each) => each.sighting);
}

/** Of calls that tell the cause equally well the newest: its hint and its request id are those of now. */
function findBest(oldestFirst: readonly Call[]): Call | undefined {
  let best: Call | undefined;
  for (const call of oldestFirst) {
    if (best === undefined || compareCauses(call.diagnosis, best.diagnosis) <= 0) best = call;
  }
  return best;
}

function compareCalls(left: Call, right: Call): number {
  return left.from - right.from || left.lead.print - right.lead.print;
}

function nameTools(tools: readonly (string | null)[]): string[] {
  return tools.filter((tool) => tool !== null);
}
