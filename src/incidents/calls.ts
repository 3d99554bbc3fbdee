/**
 * Sightings → failed calls. One failed call leaves several records, in one log or in several, the first ones often without a
 * cause; a quick retry leaves the same records again. What comes out depends on the set of sightings alone, not on their order.
 */
import type { Diagnosis, Sighting } from '../engine/model.js';
import { isExchange } from '../engine/sources.js';
import { compareDiagnoses, fillFromCall } from './better.js';
import { isVague, pointsTo, sameCause, sameModel, samePlace, sharesName, wraps } from './cause.js';
import { fingerprint, isAnonymous, isGiven, shapeOf } from './fingerprint.js';

/** Records of one call that name the same cause are written within this time. The quickest retries wait longer, or repeat a shape. */
const SAME_CALL_MS = 2_000;
/** A log whose times are of whole seconds may seem to tell of an answer before it came. */
const EARLY_MS = 1_000;
/** A wrapper is written when the tool gives up on the call: after the wire, and after what its SDK logs. */
const WRAPPER_MS = 5_000;
/** Sightings kept of one group; what is above is counted and dropped. */
const KEPT_TRACES = 24;
/** Characters kept of a text that does not carry the best diagnosis. */
const KEPT_TEXT = 2_000;

/** The farthest that a record of one call is from the next one, in milliseconds. */
export const CALL_REACH_MS = WRAPPER_MS;

/** A sighting, with what it is compared by. */
export interface Trace {
  readonly sighting: Sighting;
  /** Equal for replays of one record. */
  readonly print: number;
  /** Equal for records that say the same of two calls. */
  readonly shape: number;
}

/** One failed call, or several so close in time that their records interleave. */
export interface Call {
  /** In order of first sight; null for a text that a person gave. */
  readonly tools: readonly (string | null)[];
  /** Oldest first. */
  readonly traces: readonly Trace[];
  /** The trace with the best diagnosis. */
  readonly lead: Trace;
  /** The lead's, with what the others know beside it. */
  readonly diagnosis: Diagnosis;
  readonly requestIds: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
  readonly dropped: Dropped;
  readonly count: number;
}

export function trace(sighting: Sighting): Trace {
  return { sighting, print: fingerprint(sighting), shape: shapeOf(sighting) };
}

/**
 * The calls that the traces are of; every trace is in one of them. `sealed` calls are joined and never split: traces that held them
 * together were dropped.
 */
export function groupCalls(traces: readonly Trace[], sealed: readonly Call[] = []): Call[] {
  const groups: Group[] = sealed.map((call) => ({
    rank: isVague(call.diagnosis) ? 2 : 0,
    traces: [...call.traces],
    diagnosis: call.diagnosis,
    dropped: call.dropped,
  }));
  for (const { trace: each, rank } of rankTraces(traces)) {
    const group = findGroup(groups, each, rank);
    if (group === null) groups.push({ rank, traces: [each], diagnosis: each.sighting.diagnosis, dropped: NOTHING });
    else {
      group.traces.push(each);
      group.diagnosis = fillFromCall(group.diagnosis, [each.sighting.diagnosis]);
    }
  }
  return groups.map((group) => toCall(group.traces, group.dropped));
}

/** What was dropped of a call's traces for the bound. */
interface Dropped {
  /** Traces by shape. */
  readonly shapes: ReadonlyMap<string, number>;
  readonly requestIds: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
}

const NOTHING: Dropped = { shapes: new Map(), requestIds: new Set(), from: Infinity, to: -Infinity };

export function isSealed(call: Call): boolean {
  return call.dropped.shapes.size > 0;
}

/** The call with no more traces than are kept: the newest, and the lead. */
export function boundCall(call: Call): Call {
  const excess = call.traces.length - KEPT_TRACES;
  if (excess <= 0) return call;
  const leaving = new Set(call.traces.filter((each) => each.print !== call.lead.print).slice(0, excess));
  const shapes = countShapes([...leaving]);
  for (const [key, count] of call.dropped.shapes) shapes.set(key, (shapes.get(key) ?? 0) + count);
  const requestIds = new Set([...call.dropped.requestIds, ...collectRequestIds([...leaving])]);
  return toCall(
    call.traces.filter((each) => !leaving.has(each)),
    { shapes, requestIds, from: call.from, to: call.to },
  );
}

/** The trace without the part of its text that only the best one is shown by. */
export function trimTrace(each: Trace): Trace {
  const { text } = each.sighting;
  if (text.length <= KEPT_TEXT) return each;
  return { ...each, sighting: { ...each.sighting, text: detach(text.slice(0, KEPT_TEXT)) } };
}

interface Group {
  /** Of the first trace: 2 where only wrappers are in it. */
  readonly rank: Rank;
  readonly traces: Trace[];
  diagnosis: Diagnosis;
  readonly dropped: Dropped;
}

/** 0: names cause and model; 1: names the cause; 2: a wrapper. What says more is placed first, so that the rest can go to it. */
type Rank = 0 | 1 | 2;

function rankTraces(traces: readonly Trace[]): { trace: Trace; rank: Rank }[] {
  return traces
    .map((each) => ({ trace: each, rank: rankOf(each, traces) }))
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        // A wrapper that names nothing takes what those that do leave it.
        (left.rank === 2 ? namesNothing(left.trace) - namesNothing(right.trace) : 0) ||
        compareTraces(left.trace, right.trace),
    );
}

function namesNothing({ sighting }: Trace): number {
  const { model, gateway, provider } = sighting.diagnosis;
  return Number(model === null && gateway === null && provider === null);
}

function rankOf({ sighting }: Trace, traces: readonly Trace[]): Rank {
  if (isVague(sighting.diagnosis)) return 2;
  const wrapped = traces.some(
    ({ sighting: other }) =>
      (other.tool === sighting.tool || isAnonymous(other)) &&
      Math.abs(other.at - sighting.at) <= WRAPPER_MS &&
      !isVague(other.diagnosis) &&
      wraps(sighting.diagnosis, other.diagnosis),
  );
  if (wrapped) return 2;
  return sighting.diagnosis.model === null ? 1 : 0;
}

function findGroup(groups: readonly Group[], { sighting }: Trace, rank: Rank): Group | null {
  const { requestId } = sighting.diagnosis;
  let nearest: Group | null = null;
  let least = Infinity;
  for (const group of groups) {
    if (requestId !== null && group.traces.some((each) => each.sighting.diagnosis.requestId === requestId)) return group;
    const apart = distance(group, sighting);
    if (apart > reach(group, sighting, rank)) continue;
    // By time alone only where the words point nowhere.
    const far = isByTimeAlone(group, sighting) ? apart + WRAPPER_MS : apart;
    if (far >= least) continue;
    nearest = group;
    least = far;
  }
  return nearest;
}

/** True where the wire and a log would be put together for no more than that: another tool may have written the log. */
function isByTimeAlone({ traces, diagnosis }: Group, sighting: Sighting): boolean {
  return traces.every(({ sighting: other }) => other.tool !== sighting.tool) && !pointsTo(sighting.diagnosis, diagnosis);
}

/** How far from the group's nearest trace the sighting may be to belong to it, in milliseconds; negative where it does not. */
function reach(group: Group, sighting: Sighting, rank: Rank): number {
  const { rank: groupRank, traces, diagnosis } = group;
  if (isGiven(sighting) || !mayShareCall(traces, sighting) || !isInTime(traces, sighting)) return -1;
  const own = sighting.diagnosis;
  if (rank < 2) {
    const acrossWire = traces.every(({ sighting: other }) => isExchange(other.source) !== isExchange(sighting.source));
    return sameCause(own, diagnosis) || (acrossWire && isOneAnswer(own, diagnosis)) ? SAME_CALL_MS : -1;
  }
  if (groupRank === 2) return samePlace(own, diagnosis) ? SAME_CALL_MS : -1;
  const sameGateway = own.gateway === null || diagnosis.gateway === null || own.gateway === diagnosis.gateway;
  if (!sameGateway || !sameModel(own.model, diagnosis.model)) return -1;
  return isByTimeAlone(group, sighting) ? SAME_CALL_MS : WRAPPER_MS;
}

/**
 * True where the traces can be of the sighting's call by who made it: the same tool's, or the wire's, which does not tell. An exchange
 * is of one tool alone.
 */
export function mayShareCall(traces: readonly Trace[], sighting: Sighting): boolean {
  const others = traces.map((each) => each.sighting).filter((other) => !isGiven(other));
  if (others.some((other) => other.tool === sighting.tool)) return true;
  if (isAnonymous(sighting)) return others.length > 0;
  const anonymous = others.filter(isAnonymous).length;
  const tools = new Set(others.filter((other) => !isAnonymous(other)).map((other) => other.tool));
  return tools.size < anonymous;
}

/** A log tells of an answer when it has come, not before. */
function isInTime(traces: readonly Trace[], sighting: Sighting): boolean {
  const anonymous = isAnonymous(sighting);
  const across = traces.map((each) => each.sighting).filter((other) => isAnonymous(other) !== anonymous);
  if (across.length < traces.length) return true;
  return across.some((other) => (anonymous ? other.at - sighting.at : sighting.at - other.at) >= -EARLY_MS);
}

/** Two readings of one answer: tools make another cause of a status than the words beside it say. */
function isOneAnswer(left: Diagnosis, right: Diagnosis): boolean {
  return left.status !== null && left.status === right.status && samePlace(left, right) && sharesName(left, right);
}

function distance(group: Group, sighting: Sighting): number {
  return group.traces.reduce((least, each) => Math.min(least, Math.abs(each.sighting.at - sighting.at)), Infinity);
}

function toCall(unordered: readonly Trace[], dropped: Dropped): Call {
  const traces = [...unordered].sort(compareTraces);
  // Of traces that say the same the newest leads.
  const ranked = traces.toReversed().sort(compareTelling);
  const [lead] = ranked;
  const [first] = traces;
  const last = traces.at(-1);
  if (lead === undefined || first === undefined || last === undefined) throw new RangeError('A call has at least one trace.');
  const requestIds = new Set([...dropped.requestIds, ...collectRequestIds(traces)]);
  return {
    tools: [...new Set(traces.map((each) => each.sighting.tool))],
    traces: traces.map((each) => (each === lead ? each : trimTrace(each))),
    lead,
    diagnosis: fillFromCall(
      lead.sighting.diagnosis,
      ranked.slice(1).map((each) => each.sighting.diagnosis),
    ),
    requestIds,
    from: Math.min(dropped.from, first.sighting.at),
    to: Math.max(dropped.to, last.sighting.at),
    dropped,
    count: countCalls(traces, dropped, requestIds),
  };
}

/** What an exchange says of a cause was said by who refused; what a log says of it, by who was refused. */
function compareTelling({ sighting: left }: Trace, { sighting: right }: Trace): number {
  return (
    Number(isVague(left.diagnosis)) - Number(isVague(right.diagnosis)) ||
    Number(isExchange(right.source)) - Number(isExchange(left.source)) ||
    compareDiagnoses(left.diagnosis, right.diagnosis)
  );
}

/** How many failed calls leave these records: as many as the record that comes most often, or as the request ids. */
function countCalls(traces: readonly Trace[], dropped: Dropped, requestIds: ReadonlySet<string>): number {
  let most = requestIds.size;
  for (const [key, count] of countShapes(traces)) most = Math.max(most, count + (dropped.shapes.get(key) ?? 0));
  for (const count of dropped.shapes.values()) most = Math.max(most, count);
  return most;
}

function collectRequestIds(traces: readonly Trace[]): Set<string> {
  const ids = new Set<string>();
  for (const { sighting } of traces) if (sighting.diagnosis.requestId !== null) ids.add(sighting.diagnosis.requestId);
  return ids;
}

/** Records by shape; those of one request id count once. */
function countShapes(traces: readonly Trace[]): Map<string, number> {
  const counts = new Map<string, number>();
  const counted = new Set<string>();
  for (const each of traces) {
    const { requestId } = each.sighting.diagnosis;
    const key = shapeKey(each);
    if (requestId !== null) {
      const once = `${key} ${requestId}`;
      if (counted.has(once)) continue;
      counted.add(once);
    }
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function shapeKey({ shape, sighting }: Trace): string {
  return `${shape} ${sighting.diagnosis.category}`;
}

function compareTraces(left: Trace, right: Trace): number {
  return left.sighting.at - right.sighting.at || left.print - right.print;
}

/** A part of a string keeps the whole of it in memory; a copy does not. */
function detach(part: string): string {
  return ` ${part}`.slice(1);
}
