/** Two weeks of invented failures and recoveries, of which one provider has the most: what the history is drawn from. */
import { HOUR_MS, writeChronicle, type Cell, type Traffic } from '../../src/incidents/chronicle.js';

const DAY_HOURS = 24;
const HOURS = 14 * DAY_HOURS;
/** Of the day, in UTC: when somebody works. */
const WORK = { from: 8, to: 19 };

const troubles: readonly (Pick<Cell, 'provider' | 'behind' | 'category'> & {
  readonly perHour: number;
  readonly mended: number;
})[] = [
  { provider: 'bedrock', behind: 'openrouter', category: 'rate_limit', perHour: 1.6, mended: 0.7 },
  { provider: 'anthropic', behind: null, category: 'overloaded', perHour: 0.5, mended: 0.9 },
  { provider: 'google', behind: 'openrouter', category: 'quota_exhausted', perHour: 0.25, mended: 0.4 },
  { provider: 'deepseek', behind: null, category: 'timeout', perHour: 0.2, mended: 0.8 },
  { provider: 'openai', behind: null, category: 'context_length', perHour: 0.15, mended: 0 },
];

/** From 0 to 1, the same at each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param now epoch milliseconds */
export function twoWeeks(now: number): unknown {
  const random = seeded(7);
  const last = Math.floor(now / HOUR_MS);
  const worked = Array.from({ length: HOURS }, (_, ago) => last - ago).filter((hour) => {
    const ofDay = hour % DAY_HOURS;
    const isWeekend = [0, 6].includes(new Date(hour * HOUR_MS).getUTCDay());
    return ofDay >= WORK.from && ofDay < WORK.to && !isWeekend;
  });
  const cells: Cell[] = [];
  const traffic: Traffic[] = [];
  for (const hour of worked) {
    for (const { provider, behind, category, perHour, mended } of troubles) {
      const calls = Math.floor(random() * 2 * perHour + random());
      const recovered = Math.round(calls * mended);
      if (calls > 0) cells.push({ hour, provider, behind, category, failed: calls - recovered, recovered });
    }
    const calls = 20 + Math.floor(random() * 30);
    traffic.push({ hour, upstream: 'openrouter', calls, failed: Math.floor(random() * 4) });
    traffic.push({ hour, upstream: 'anthropic', calls: Math.floor(calls / 2), failed: Math.floor(random() * 1.5) });
  }
  return writeChronicle({ cells, traffic, seen: [] });
}
