/**
 * What failed and what was recovered, by hour, by who failed and by cause: counts alone, so there is nothing in it to redact. Incidents
 * are bounded by number, and a bad afternoon pushes last week out of them; this reaches back two weeks and more.
 */
import * as z from 'zod/mini';
import { Category } from '../engine/model.js';
import { hash } from './fingerprint.js';

export const HOUR_MS = 60 * 60_000;

/** In characters. */
const LONGEST_NAME = 80;
const count = z.int().check(z.nonnegative(), z.maximum(1_000_000_000));
const label = z.string().check(z.maxLength(LONGEST_NAME));

/** Who failed. All null is nobody known, or many who were merged for the bound. */
export const Place = z.object({
  /** Its id; the gateway's where no provider is known. */
  provider: z.nullable(label),
  /** The gateway that it stands behind; null for none known. */
  behind: z.nullable(label),
});
export type Place = z.infer<typeof Place>;

/** `hour`: epoch hours. `failed`: calls that came to nothing. `recovered`: calls that failed there and were answered all the same. */
export const Cell = z.object({ hour: z.int(), ...Place.shape, category: Category, failed: count, recovered: count });
export type Cell = z.infer<typeof Cell>;

/** Calls through the endpoint that an upstream was asked for, and how many of them failed there at least once. */
export const Traffic = z.object({ hour: z.int(), upstream: label, calls: count, failed: count });
export type Traffic = z.infer<typeof Traffic>;

export interface Chronicle {
  readonly cells: readonly Cell[];
  readonly traffic: readonly Traffic[];
  /** Of what was counted last: several windows see one failure, and each of them notes it. */
  readonly seen: readonly number[];
}

export const EMPTY_CHRONICLE: Chronicle = { cells: [], traffic: [], seen: [] };

/** Something to be counted, once, whoever notes it. */
export interface ChronicleNote {
  /** Whoever saw the same has one of them; which of its records came first, and were seen at all, differs. */
  readonly ids: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly failed: readonly Cause[];
  readonly recovered: readonly Cause[];
  readonly traffic: readonly { readonly upstream: string; readonly failed: boolean }[];
}

export interface Cause extends Place {
  readonly category: Category;
}

const DAYS = 15;
/**
 * Hours kept. By number and not by age: a clock that jumps, and comes back, would have taken the whole chronicle with it.
 */
const MAX_HOURS = DAYS * 24;
const MAX_CELLS = 4_000;
const MAX_TRAFFIC = 4_000;
/** A storm of thousands a minute, seen by windows that write every ten seconds. */
const MAX_SEEN = 4_000;

/**
 * The chronicle with the notes counted, but for those that it knows, within its bounds: of many places those with the fewest failures
 * become one, and of many hours those farthest from `now` go.
 */
export function countNotes(chronicle: Chronicle, notes: readonly ChronicleNote[], now: number): Chronicle {
  const seen = new Set(chronicle.seen);
  const cells = new Map(chronicle.cells.map((each) => [cellKey(each), { ...each }]));
  const traffic = new Map(chronicle.traffic.map((each) => [trafficKey(each), { ...each }]));
  const cellOf = (hour: number, { provider, behind, category }: Cause): Cell => {
    const empty = { hour, provider: short(provider), behind: short(behind), category, failed: 0, recovered: 0 };
    return findOrAdd(cells, cellKey(empty), empty);
  };
  for (const { ids, at, failed, recovered, traffic: asked } of notes) {
    const prints = ids.map(hash);
    const isKnown = prints.some((print) => seen.has(print));
    for (const print of prints) seen.add(print);
    if (isKnown || Number.isNaN(new Date(at).getTime())) continue;
    const hour = Math.floor(at / HOUR_MS);
    for (const cause of failed) cellOf(hour, cause).failed += 1;
    for (const cause of recovered) cellOf(hour, cause).recovered += 1;
    for (const each of asked) {
      const empty = { hour, upstream: each.upstream.slice(0, LONGEST_NAME), calls: 0, failed: 0 };
      const found = findOrAdd(traffic, trafficKey(empty), empty);
      found.calls += 1;
      if (each.failed) found.failed += 1;
    }
  }
  return boundChronicle({ cells: [...cells.values()], traffic: [...traffic.values()], seen: [...seen] }, now);
}

function short(name: string | null): string | null {
  return name === null ? null : name.slice(0, LONGEST_NAME);
}

function boundChronicle({ cells, traffic, seen }: Chronicle, now: number): Chronicle {
  const kept = nearestHours([...cells, ...traffic], now);
  return {
    cells: boundCells(
      cells.filter(({ hour }) => kept.has(hour)),
      now,
    ),
    traffic: keepNearest(
      traffic.filter(({ hour }) => kept.has(hour)),
      MAX_TRAFFIC,
      now,
    ),
    seen: seen.slice(-MAX_SEEN),
  };
}

function nearestHours(all: readonly { readonly hour: number }[], now: number): ReadonlySet<number> {
  const hours = [...new Set(all.map(({ hour }) => hour))];
  return new Set(hours.sort((left, right) => farness(left, now) - farness(right, now)).slice(0, MAX_HOURS));
}

/** What lies ahead goes before what lies as far behind: it comes of a clock that was wrong. */
function farness(hour: number, now: number): number {
  const ahead = hour - now / HOUR_MS;
  return ahead > 0 ? 2 * ahead : -ahead;
}

function boundCells(cells: readonly Cell[], now: number): readonly Cell[] {
  if (cells.length <= MAX_CELLS) return cells;
  const totals = new Map<string, number>();
  for (const each of cells) totals.set(placeKey(each), (totals.get(placeKey(each)) ?? 0) + each.failed + each.recovered);
  const rarestFirst = [...totals].sort(([, left], [, right]) => left - right).map(([key]) => key);
  let merged = cells;
  // By halves: each of them costs a pass.
  for (let left = rarestFirst.length; left > 1 && merged.length > MAX_CELLS; left = Math.floor(left / 2)) {
    const gone = new Set(rarestFirst.splice(0, Math.ceil(left / 2)));
    merged = mergePlaces(merged, gone);
  }
  return keepNearest(merged, MAX_CELLS, now);
}

function mergePlaces(cells: readonly Cell[], gone: ReadonlySet<string>): readonly Cell[] {
  const merged = new Map<string, Cell>();
  for (const each of cells) {
    const placed = gone.has(placeKey(each)) ? { ...each, provider: null, behind: null } : each;
    const found = findOrAdd(merged, cellKey(placed), { ...placed, failed: 0, recovered: 0 });
    found.failed += each.failed;
    found.recovered += each.recovered;
  }
  return [...merged.values()];
}

function keepNearest<T extends { readonly hour: number }>(all: readonly T[], most: number, now: number): readonly T[] {
  if (all.length <= most) return all;
  return [...all].sort((left, right) => farness(left.hour, now) - farness(right.hour, now)).slice(0, most);
}

function findOrAdd<T>(map: Map<string, T>, key: string, empty: T): T {
  const found = map.get(key) ?? empty;
  map.set(key, found);
  return found;
}

function placeKey({ provider, behind }: Place): string {
  return JSON.stringify([provider, behind]);
}

function cellKey(cell: Cause & { readonly hour: number }): string {
  return `${cell.hour} ${cell.category} ${placeKey(cell)}`;
}

function trafficKey({ hour, upstream }: Traffic): string {
  return `${hour} ${upstream}`;
}

const Stored = z.object({
  version: z.literal(1),
  cells: z.array(z.unknown()),
  traffic: z.array(z.unknown()),
  seen: z.array(z.unknown()),
});

/** What was stored. `isWhole` is false where some of it, or all, does not read; what does is there. Nothing is thrown. */
export function readChronicle(stored: unknown): { readonly chronicle: Chronicle; readonly isWhole: boolean } {
  const read = z.safeParse(Stored, stored);
  if (!read.success) return { chronicle: EMPTY_CHRONICLE, isWhole: false };
  let isWhole = true;
  const keep = <T>(schema: z.ZodMiniType<T>, entries: readonly unknown[]): T[] =>
    entries.flatMap((entry) => {
      const each = z.safeParse(schema, entry);
      if (each.success) return [each.data];
      isWhole = false;
      return [];
    });
  const { cells, traffic, seen } = read.data;
  return { chronicle: { cells: keep(Cell, cells), traffic: keep(Traffic, traffic), seen: keep(z.number(), seen) }, isWhole };
}

export function writeChronicle(chronicle: Chronicle): unknown {
  return { version: 1, ...chronicle };
}
