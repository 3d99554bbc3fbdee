/** From an append to its sighting, against a bare `fs.watch` with a read in the same run: what the watch adds is its wait for a record's end. */
import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sight } from '../../src/engine/sight.js';
import { cline } from '../../src/tools/cline.js';
import { watchTools } from '../../src/watch/watch.js';

const APPENDS = 100;
/** Longer than any wait in the watch, so that each append is alone. */
const PAUSE_MS = 120;
const PATIENCE_MS = 5_000;

/** A notice that nobody waits for. */
const ignore = (): void => {};

type Append = (text: string) => Promise<void>;

const LAST = 'ERROR OpenRouter API Error: 429 - Rate limit exceeded';
const FOLLOWED = `${LAST}\nLOG [TaskController] retrying`;

export async function benchLatency(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unwrap-latency-'));
  try {
    report('bare fs.watch and read', await timeBareWatch(join(folder, 'bare.log')));
    report('sighting of a record that another follows', await timeSightings(join(folder, 'followed'), FOLLOWED));
    report("sighting of a log's last record", await timeSightings(join(folder, 'last'), LAST));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timeBareWatch(path: string): Promise<number[]> {
  appendFileSync(path, 'LOG hello\n');
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  let notice: () => void = ignore;
  const watcher = watch(path, () => {
    if (readSync(file, buffer) > 0) notice();
  });
  const times = await timeAppends(async (text) => {
    const noticed = new Promise<void>((resolve) => (notice = resolve));
    appendFileSync(path, `${text}\n`);
    await noticed;
  }, LAST);
  watcher.close();
  closeSync(file);
  return times;
}

async function timeSightings(logs: string, text: string): Promise<number[]> {
  const path = join(logs, 'exthost', 'output_logging_1', '1-Cline.log');
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, 'LOG hello\n');
  let notice: () => void = ignore;
  const watched = watchTools({
    tools: [cline],
    scope: {
      environment: { platform: process.platform === 'win32' ? 'win32' : 'linux', home: logs, env: {} },
      editors: [{ name: 'bench', logs, exthosts: [['exthost']], windows: null, globalStorage: null }],
    },
    onObservation: (observation, seen) => {
      if (sight(observation, seen)) notice();
    },
    onProblem: (message) => console.error(message),
  });
  await watched.ready;
  const times = await timeAppends(async (words) => {
    const sighted = new Promise<void>((resolve) => (notice = resolve));
    appendFileSync(path, `${words}\n`);
    await sighted;
  }, text);
  await watched.close();
  return times;
}

/** In milliseconds. Throws where an append is not noticed at all. */
async function timeAppends(append: Append, text: string): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < APPENDS; index += 1) {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`append ${index} was not noticed`)), PATIENCE_MS);
    });
    await Promise.race([append(text), late]);
    clearTimeout(timer);
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const percentile = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  console.log(`latency: ${name}: p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms over ${times.length} appends`);
}
