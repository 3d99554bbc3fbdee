/** Correlates sightings into incidents. Pure: time comes with the sightings. */
import type { Diagnosis, Sighting } from '../engine/model.js';
import { boundCall, CALL_REACH_MS, groupCalls, isSealed, mayShareCall, trace, type Call, type Trace } from './calls.js';
import { boundCase, isEmpty, mergeCases, openCase, reopenCase, touchCase, viewCase, weighCase, type Case } from './case.js';
import { sameCause } from './cause.js';
import { isAnonymous, isGiven } from './fingerprint.js';
import type { Incident } from './incident.js';
import { recordsOfCall } from './recordsOfCall.js';

/** The longest backoff of a tool that keeps retrying by itself is ten minutes (`RooCodeInc/Roo-Code:src/core/task/Task.ts`). */
const RETRY_GAP_MS = 10 * 60_000;
/** How far from a sighting the calls are grouped anew. */
const REGROUP_MS = 30_000;
const LIMIT = 200;
/** Records remembered, so that a replay of one is known. */
const REMEMBERED = 5_000;

export interface Added {
  readonly incident: Incident;
  /** True where no earlier incident could be joined. */
  readonly isNew: boolean;
  /** False where the record was known already. */
  readonly changed: boolean;
  /** True where a person has not been told yet: a new incident, or a further failed call; not a further record of a counted one. */
  readonly isNews: boolean;
}

export interface Incidents {
  add: (sighting: Sighting) => Added;
  /** Newest last seen first. */
  list: () => readonly Incident[];
  last: () => Incident | null;
  /** Also by the id of an incident that turned out to be one with another. */
  find: (id: string) => Incident | null;
  /** The fingerprints of what tells of the same failed call as the sighting, so far; its own first. */
  printsOf: (sighting: Sighting) => readonly number[];
  clear: () => void;
}

export interface IncidentsOptions {
  /** As stored; nothing else may use their ids. */
  readonly history?: readonly Incident[];
  /** Incidents kept; the one last seen longest ago goes first. */
  readonly limit?: number;
}

export function createIncidents(options: IncidentsOptions = {}): Incidents {
  const { history = [], limit = LIMIT } = options;
  /** By id; several ids of one case after a merge. */
  const cases = new Map<string, Case>();
  const owners = new Map<Call, Case>();
  /** By fingerprint, oldest first. */
  const remembered = new Map<number, Case>();
  let orders = 0;

  function nextId(): string {
    let number = orders;
    while (cases.has(`incident-${number}`)) number += 1;
    return `incident-${number}`;
  }

  function open(): Case {
    orders += 1;
    const opened = openCase(nextId(), orders);
    cases.set(opened.id, opened);
    return opened;
  }

  function own(owner: Case, call: Call): void {
    owner.calls.add(call);
    touchCase(owner);
    owners.set(call, owner);
    for (const each of call.traces) remember(each, owner);
  }

  function disown(call: Call): void {
    const owner = owners.get(call);
    owners.delete(call);
    owner?.calls.delete(call);
    if (owner !== undefined) touchCase(owner);
  }

  function remember(each: Trace, owner: Case): void {
    remembered.delete(each.print);
    remembered.set(each.print, owner);
    if (remembered.size <= REMEMBERED) return;
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      break;
    }
  }

  function merge(into: Case, from: Case): void {
    for (const call of from.calls) owners.set(call, into);
    mergeCases(into, from);
    replaceOwner(from, into);
  }

  function replaceOwner(from: Case, into: Case): void {
    for (const [id, each] of cases) if (each === from) cases.set(id, into);
    for (const [print, each] of remembered) if (each === from) remembered.set(print, into);
  }

  function forget(gone: Case): void {
    for (const call of gone.calls) owners.delete(call);
    for (const [id, each] of cases) if (each === gone) cases.delete(id);
    for (const [print, each] of remembered) if (each === gone) remembered.delete(print);
  }

  /** The calls that a sighting can belong to, or change the grouping of. */
  function findNear({ sighting }: Trace): Call[] {
    const near = new Set<Call>();
    const { requestId } = sighting.diagnosis;
    const neighbours: Call[] = [];
    for (const call of owners.keys()) {
      if (requestId !== null && call.requestIds.has(requestId)) near.add(call);
      else if (!isGiven(sighting) && isRelated(call, sighting) && apart(call, sighting.at, sighting.at) <= REGROUP_MS) {
        neighbours.push(call);
      }
    }
    let from = sighting.at;
    let to = sighting.at;
    for (let grown = true; grown;) {
      grown = false;
      for (const call of neighbours) {
        if (near.has(call) || apart(call, from, to) > CALL_REACH_MS) continue;
        near.add(call);
        from = Math.min(from, call.from);
        to = Math.max(to, call.to);
        grown = true;
      }
    }
    return [...near];
  }

  /** The case for a call: the one it was in, one of the same cause, or a new one. */
  function settle(call: Call, previous: Case | null): Case {
    const fitting = [...new Set(cases.values())].filter((each) => fits(each, call));
    const [nearest] = fitting.sort((one, other) => distance(one, call) - distance(other, call) || one.order - other.order);
    // The call may be the link between incidents that were too far apart, or too vague, to be one before.
    // One of which nobody knows whose it is links nothing: incidents of two tools would become one.
    const linked = fitting.filter(
      (each) => each === nearest || (nearest !== undefined && !isUnclaimed(call) && sameIncident(each, nearest)),
    );
    const left = previous !== null && isEmpty(previous) ? [previous] : [];
    const [eldest = open(), ...younger] = [...linked, ...left].sort((one, other) => one.order - other.order);
    for (const each of younger) merge(eldest, each);
    own(eldest, call);
    for (const folded of boundCase(eldest)) owners.delete(folded);
    return eldest;
  }

  function add(sighting: Sighting): Added {
    const added = trace(sighting);
    const known = remembered.get(added.print);
    const seen = known === undefined ? null : viewCase(known);
    if (seen !== null) return { incident: seen, isNew: false, changed: false, isNews: false };

    const before = new Set(cases.values());
    const countBefore = countCalls();
    const near = findNear(added);
    const loose = near.filter((call) => !isSealed(call)).flatMap((call) => call.traces);
    const regrouped = groupCalls([...loose, added], near.filter(isSealed)).filter((group) => {
      const same = near.findIndex((call) => sameTraces(call, group));
      if (same === -1) return true;
      near.splice(same, 1);
      return false;
    });
    const previous = near.map((call) => ({ call, owner: owners.get(call) ?? null }));
    for (const call of near) disown(call);
    for (const group of regrouped) {
      const ancestor = previous.find(({ call }) => group.traces.some((each) => each.print === call.lead.print));
      const owner = settle(boundCall(group), ancestor?.owner ?? null);
      // Its trace may be beyond the bound already.
      if (group.traces.some((each) => each.print === added.print)) remember(added, owner);
    }
    for (const each of new Set(cases.values())) if (isEmpty(each)) forget(each);

    const holder = remembered.get(added.print);
    const incident = holder === undefined ? null : viewCase(holder);
    if (holder === undefined || incident === null) throw new Error('A sighting that was added is in no incident.');
    const isNew = !before.has(holder);
    const isNews = isNew || countCalls() > countBefore;
    evict(holder);
    return { incident, isNew, changed: true, isNews };
  }

  /** Of all incidents: that of one rises without a failed call where it turns out to be one with another. */
  function countCalls(): number {
    let count = 0;
    for (const each of new Set(cases.values())) count += weighCase(each)?.count ?? 0;
    return count;
  }

  function evict(spared: Case): void {
    const all = new Set(cases.values());
    while (all.size > limit) {
      let oldest: Case | null = null;
      for (const each of all) {
        if (each !== spared && (oldest === null || lastAt(each) < lastAt(oldest))) oldest = each;
      }
      if (oldest === null) return;
      all.delete(oldest);
      forget(oldest);
    }
  }

  function list(): Incident[] {
    return [...new Set(cases.values())]
      .flatMap((each) => viewCase(each) ?? [])
      .sort((left, right) => right.lastAt - left.lastAt || right.firstAt - left.firstAt);
  }

  function printsOf(sighting: Sighting): readonly number[] {
    const { print } = trace(sighting);
    const calls = [...(remembered.get(print)?.calls ?? [])];
    const call = calls.find(({ traces }) => traces.some((each) => each.print === print));
    return call ? recordsOfCall(call, print) : [print];
  }

  for (const stored of [...history].sort((left, right) => left.firstAt - right.firstAt)) {
    if (cases.has(stored.id)) continue;
    orders += 1;
    const reopened = reopenCase(stored, orders);
    cases.set(stored.id, reopened);
    for (const call of reopened.calls) own(reopened, call);
  }

  return {
    add,
    list,
    last: () => list()[0] ?? null,
    find: (id) => {
      const found = cases.get(id);
      return found === undefined ? null : viewCase(found);
    },
    printsOf,
    clear: () => {
      cases.clear();
      owners.clear();
      remembered.clear();
    },
  };
}

/** True for exchanges that no tool's record is of, so far. */
function isUnclaimed(call: Call): boolean {
  return call.traces.every(({ sighting }) => isAnonymous(sighting));
}

/** True where the sighting can be of the call, or change which call others are of. */
function isRelated(call: Call, sighting: Sighting): boolean {
  return (
    call.tools.includes(sighting.tool) ||
    call.traces.some((each) => isAnonymous(each.sighting)) ||
    mayShareCall(call.traces, sighting)
  );
}

function sameTraces(left: Call, right: Call): boolean {
  return (
    left.traces.length === right.traces.length && left.traces.every((each, index) => each.print === right.traces[index]?.print)
  );
}

/** Milliseconds between a call and a span of time; 0 where they overlap. */
function apart(call: Pick<Call, 'from' | 'to'>, from: number, to: number): number {
  return Math.max(0, call.from - to, from - call.to);
}

function lastAt(each: Case): number {
  return weighCase(each)?.lastAt ?? -Infinity;
}

function distance(each: Case, call: Call): number {
  const incident = weighCase(each);
  return incident === null ? Infinity : apart(call, incident.firstAt, incident.lastAt);
}

/** True where the call is a further failure of what the case is about. */
function fits(each: Case, call: Call): boolean {
  const incident = weighCase(each);
  if (incident === null || distance(each, call) > RETRY_GAP_MS) return false;
  if (isGiven(call.lead.sighting) || incident.calls.some((other) => isGiven(other.lead.sighting))) return false;
  const sameTool =
    incident.tools.length === 0
      ? call.tools.includes(null)
      : call.tools.some((tool) => tool !== null && incident.tools.includes(tool)) ||
        // The wire does not tell whose call it was: it is that of whom it happens to.
        isUnclaimed(call);
  return sameTool && sameFailure(incident.diagnosis, call.diagnosis);
}

function sameIncident(left: Case, right: Case): boolean {
  const [one, other] = [weighCase(left), weighCase(right)];
  return one !== null && other !== null && sameFailure(one.diagnosis, other.diagnosis);
}

/** A gateway's own refusal and one that it passes through have one category and need different advice. */
function sameFailure(left: Diagnosis, right: Diagnosis): boolean {
  const sameOrigin = left.origin === null || right.origin === null || left.origin === right.origin;
  return sameOrigin && sameCause(left, right);
}
