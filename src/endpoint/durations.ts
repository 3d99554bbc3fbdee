/** Durations by one label: counted plainly, as in `tally.ts`, and printed as a histogram of Prometheus' text format. */

/** In seconds: a cached answer takes milliseconds, a long stream minutes. */
const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

interface Durations {
  readonly add: (value: string, seconds: number) => void;
  readonly print: () => string;
}

interface Entry {
  /** By the first bound that is no less; the last is for what is longer than all. */
  readonly counts: number[];
  seconds: number;
}

/** The label's values hold nothing that the format would have escaped: outcomes, and names of upstreams. */
export function createDurations(name: string, help: string, label: string): Durations {
  const entries = new Map<string, Entry>();
  return {
    add: (value, seconds) => {
      let entry = entries.get(value);
      if (entry === undefined) {
        entry = { counts: Array.from({ length: BOUNDS.length + 1 }, () => 0), seconds: 0 };
        entries.set(value, entry);
      }
      const bound = BOUNDS.findIndex((longest) => seconds <= longest);
      const index = bound === -1 ? BOUNDS.length : bound;
      entry.counts[index] = (entry.counts[index] ?? 0) + 1;
      entry.seconds += seconds;
    },
    print: () => {
      const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
      for (const [value, { counts, seconds }] of entries) {
        let sum = 0;
        for (const [index, count] of counts.entries()) {
          sum += count;
          lines.push(`${name}_bucket{le="${BOUNDS[index] ?? '+Inf'}",${label}="${value}"} ${sum}`);
        }
        lines.push(`${name}_sum{${label}="${value}"} ${seconds}`, `${name}_count{${label}="${value}"} ${sum}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
