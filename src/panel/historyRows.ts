import { groupBy } from './groupBy.js';
import type { HistoryView } from './messages.js';

export type Span = 'hours' | 'days';
export type By = 'provider' | 'category';

export interface Counts {
  readonly failed: number;
  readonly recovered: number;
}

/** One provider or category over time. */
export interface HistoryRow extends Counts {
  /** The category, or the index of the place; `REST` for all that are not shown by themselves. */
  readonly key: string;
  /** As many as there are times. */
  readonly buckets: readonly Counts[];
  /** In how many of them calls came to nothing. */
  readonly busy: number;
  /** The category or place that most of it is of, and its share, 0 to 1. */
  readonly mostly: { readonly key: string; readonly share: number };
}

export interface HistoryRows extends Counts {
  /** Epoch milliseconds at which each bucket begins, oldest first; and at which the last one ends. */
  readonly starts: readonly number[];
  readonly end: number;
  /** Who costs the most first. */
  readonly rows: readonly HistoryRow[];
  /** The highest bar: one scale for all rows. */
  readonly most: number;
}

export const REST = 'rest';
const HOURS = 24;
const DAYS = 14;
const HOUR_MS = 60 * 60_000;
/** More rows than a person compares. */
const MOST_ROWS = 10;

/** The cells of a span as rows of one scale. */
export function historyRows({ cells }: Pick<HistoryView, 'cells'>, span: Span, by: By, now: number): HistoryRows {
  const { starts, end } = bucketsOf(span, now);
  const counted = cells.flatMap((cell) => {
    const bucket = bucketAt(cell.hour * HOUR_MS, starts, end);
    if (bucket === -1 || cell.failed + cell.recovered === 0) return [];
    const place = String(cell.place);
    const [key, other] = by === 'provider' ? [place, cell.category] : [cell.category, place];
    return [{ ...cell, bucket, key, other }];
  });
  const groups = groupBy(counted, ({ key }) => key);
  const ordered = [...groups].map(([key, members]) => toRow(key, members, starts.length)).sort(compareCost);
  const shown = ordered.length > MOST_ROWS ? ordered.slice(0, MOST_ROWS - 1) : ordered;
  const rest = new Set(ordered.slice(shown.length).map(({ key }) => key));
  const others = counted.filter(({ key }) => rest.has(key));
  const rows = rest.size === 0 ? shown : [...shown, toRow(REST, others, starts.length)];
  const heights = rows.flatMap(({ buckets }) => buckets.map(({ failed, recovered }) => failed + recovered));
  return { starts, end, rows, most: Math.max(0, ...heights), ...total(counted) };
}

/** Fewer calls give no rate. */
const ENOUGH_CALLS = 10;

export function hasRate({ calls }: { readonly calls: number }): boolean {
  return calls >= ENOUGH_CALLS;
}

/** What the endpoint sent to each upstream in a span: those that failed most often first, and last those of too few calls to tell. */
export function trafficRows(
  { traffic }: Pick<HistoryView, 'traffic'>,
  span: Span,
  now: number,
): readonly { readonly name: string; readonly calls: number; readonly failed: number }[] {
  const { starts, end } = bucketsOf(span, now);
  const inSpan = traffic.filter(({ hour }) => bucketAt(hour * HOUR_MS, starts, end) !== -1);
  return [...groupBy(inSpan, ({ upstream }) => upstream.id).values()]
    .map((members) => ({
      name: members[0]?.upstream.name ?? '',
      calls: members.reduce((sum, { calls }) => sum + calls, 0),
      failed: members.reduce((sum, { failed }) => sum + failed, 0),
    }))
    .sort(
      (left, right) =>
        Number(hasRate(right)) - Number(hasRate(left)) ||
        right.failed / right.calls - left.failed / left.calls ||
        right.calls - left.calls,
    );
}

interface Counted extends Counts {
  readonly bucket: number;
  readonly other: string;
}

function toRow(key: string, members: readonly Counted[], buckets: number): HistoryRow {
  const filled = Array.from({ length: buckets }, (_, at) => total(members.filter(({ bucket }) => bucket === at)));
  return {
    key,
    buckets: filled,
    busy: filled.filter(({ failed }) => failed > 0).length,
    mostly: mostlyOf(members),
    ...total(members),
  };
}

function mostlyOf(members: readonly Counted[]): HistoryRow['mostly'] {
  // What came to nothing says what a provider costs; where nothing did, what was recovered.
  const weigh = members.some(({ failed }) => failed > 0) ? 'failed' : 'recovered';
  const weights = [...groupBy(members, ({ other }) => other)].map(([key, each]) => ({ key, weight: total(each)[weigh] }));
  const [top] = weights.sort((left, right) => right.weight - left.weight);
  return { key: top?.key ?? '', share: (top?.weight ?? 0) / Math.max(1, total(members)[weigh]) };
}

function total(members: readonly Counts[]): Counts {
  let [failed, recovered] = [0, 0];
  for (const each of members) {
    failed += each.failed;
    recovered += each.recovered;
  }
  return { failed, recovered };
}

function compareCost(left: HistoryRow, right: HistoryRow): number {
  return right.failed - left.failed || right.recovered - left.recovered;
}

/** Whole hours, or the days of who looks: those of a change of the clock have 23 or 25 of them. */
function bucketsOf(span: Span, now: number): { readonly starts: readonly number[]; readonly end: number } {
  if (span === 'hours') {
    const last = Math.floor(now / HOUR_MS);
    return { starts: Array.from({ length: HOURS }, (_, at) => (last - HOURS + 1 + at) * HOUR_MS), end: (last + 1) * HOUR_MS };
  }
  const today = new Date(now);
  const dayAt = (offset: number): number => new Date(today.getFullYear(), today.getMonth(), today.getDate() + offset).getTime();
  return { starts: Array.from({ length: DAYS }, (_, at) => dayAt(at - DAYS + 1)), end: dayAt(1) };
}

function bucketAt(time: number, starts: readonly number[], end: number): number {
  return time >= end ? -1 : starts.findLastIndex((start) => start <= time);
}
