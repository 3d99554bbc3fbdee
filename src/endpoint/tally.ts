/** Counts by labels, kept plainly: the metrics library looks its labels up anew for each count, at the price of reading the request. */

export interface Tally {
  /** One more for these labels' values, in the order of the labels. */
  readonly add: (...values: readonly string[]) => void;
  readonly list: () => Iterable<{ readonly values: readonly string[]; readonly count: number }>;
}

export function createTally(): Tally {
  const entries = new Map<string, { readonly values: readonly string[]; count: number }>();
  return {
    add: (...values) => {
      const key = values.join('\n');
      const entry = entries.get(key);
      if (entry === undefined) entries.set(key, { values, count: 1 });
      else entry.count += 1;
    },
    list: () => entries.values(),
  };
}
