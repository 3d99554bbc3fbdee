import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diagnose } from '../../src/engine/classify.js';
import { readEntries } from '../corpus/entry.js';

const WARM_UP_ROUNDS = 30;
const ROUNDS = 60;

/** Prints records a second and the slowest percentile of the corpus's mix: the shared one's where it is there, else our own. */
export function benchClassify(): void {
  const shared = fileURLToPath(new URL('../../../shared/corpus/dev.jsonl', import.meta.url));
  const file = existsSync(shared) ? shared : fileURLToPath(new URL('../corpus/own.jsonl', import.meta.url));
  const observations = readEntries(file).map(({ raw, status }) => ({ raw, status: status ?? null }));
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const observation of observations) diagnose(observation);
  const took: number[] = [];
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const observation of observations) {
      const before = performance.now();
      diagnose(observation);
      took.push(performance.now() - before);
    }
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  took.sort((a, b) => a - b);
  const slowest = took[Math.floor(took.length * 0.99)] ?? 0;
  const perSecond = (of: number): string => Math.round(took.length / of).toLocaleString('en');
  console.log(
    `classify: ${perSecond(seconds)} records/s (${perSecond((user + system) / 1e6)} a CPU second), mix of ${observations.length} texts`,
  );
  console.log(
    `classify: slowest percentile ${(slowest * 1000).toFixed(0)} µs, worst ${((took.at(-1) ?? 0) * 1000).toFixed(0)} µs`,
  );
  const line =
    '{"error":{"message":"Rate limit reached for `m`: Limit 1, Used 1, Requested 1. Please try again in 1s.","code":429}} ';
  const long = line.repeat(Math.ceil(1_000_000 / line.length));
  const before = performance.now();
  diagnose({ raw: long });
  console.log(`classify: ${(performance.now() - before).toFixed(1)} ms for a record of 1 MB`);
}
