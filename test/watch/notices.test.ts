import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cline } from '../../src/tools/cline.js';
import { BufferPool } from '../../src/watch/bufferPool.js';
import { PATIENCE } from '../../src/watch/fileTail.js';
import { LogFiles } from '../../src/watch/logFiles.js';
import { PlacesWatch, type Pace } from '../../src/watch/placesWatch.js';
import { WatchedPlace } from '../../src/watch/watchedPlace.js';
import { failure, rest, until } from './clineFolder.js';

/** Quick where the real one spares the machine. */
const PACE: Pace = { pulseMs: 50, sweepMs: 100, hastySweepMs: 100, hasteMs: 1_000, settleMs: 10 };

let folder: string;
let told: string[];
let problems: string[];
let places: PlacesWatch | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwrap-notices-'));
  told = [];
  problems = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  await places?.close();
  rmSync(folder, { recursive: true });
});

async function begin(openWatcher: typeof watch, pace = PACE): Promise<void> {
  const environment = { platform: 'linux', home: folder, env: {} } as const;
  const editor = { name: 'E', logs: join(folder, 'logs'), exthosts: [['exthost']], windows: null, globalStorage: null };
  const host = {
    platform: 'linux',
    abbreviate: (path: string) => path,
    buffers: new BufferPool(64 * 1024, 1),
    patience: PATIENCE,
    startedAt: Date.now(),
    onChange: () => {},
    onProblem: (message: string) => problems.push(message),
    onFailure: ({ raw }: { raw: string }) => told.push(raw),
  } as const;
  const watched = cline
    .places({ environment, editors: [editor] })
    .map((place) => new WatchedPlace(cline, place, new LogFiles(place, host), host));
  places = new PlacesWatch(watched, host.onProblem, pace, openWatcher);
  await places.begin();
}

async function fail(words: string): Promise<void> {
  const log = join(folder, 'logs', 'exthost', 'output_logging_1');
  await mkdir(log, { recursive: true });
  await appendFile(join(log, '1-Cline.log'), failure(words));
}

it('goes on by looking every second where the system has no more watches to give', async () => {
  let closed = 0;
  await begin((paths, options) => {
    const watcher = watch(paths, { ...options, ignored: () => true });
    watcher.once('ready', () => watcher.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' })));
    const close = watcher.close.bind(watcher);
    watcher.close = () => {
      closed += 1;
      return close();
    };
    return watcher;
  });
  expect(problems).toEqual([expect.stringContaining('no more file watches to give (ENOSPC)')]);
  expect(closed).toBe(1);
  await fail('one');
  await until(() => told.length === 1);
  await fail('two');
  await until(() => told.length === 2);
  expect(told).toEqual(['429 Too Many Requests (one)', '429 Too Many Requests (two)']);
});

it('hears of new folders and of growth from the system, without looking', async () => {
  const never = 3_600_000;
  await begin(watch, { pulseMs: never, sweepMs: never, hastySweepMs: never, hasteMs: never, settleMs: 10 });
  for (let count = 1; count <= 3; count += 1) {
    await fail(`${count}`);
    await until(() => told.length === count);
  }
  expect(told).toEqual(['1', '2', '3'].map((words) => `429 Too Many Requests (${words})`));
});

it('goes on where no notice ever comes', async () => {
  await begin((paths, options) => watch(paths, { ...options, ignored: () => true }));
  await fail('one');
  await until(() => told.length === 1);
  expect(told).toEqual(['429 Too Many Requests (one)']);
  expect(problems).toEqual([]);
});

it('says what else a watcher complains of', async () => {
  await begin((paths, options) => {
    const watcher = watch(paths, options);
    watcher.once('ready', () => watcher.emit('error', new Error('strange file system')));
    return watcher;
  });
  expect(problems).toEqual(['A folder cannot be watched: strange file system']);
});

it('looks more and more seldom where a folder may never be read', async () => {
  vi.spyOn(WatchedPlace.prototype, 'unreadable', 'get').mockReturnValue(true);
  const sweep = vi.spyOn(WatchedPlace.prototype, 'sweep');
  await begin(watch, { pulseMs: 10, sweepMs: 3_600_000, hastySweepMs: 10, hasteMs: 20, settleMs: 10 });
  const atFirst = sweep.mock.calls.length;
  await rest(600);
  const looks = (sweep.mock.calls.length - atFirst) / new Set(sweep.mock.contexts).size;
  // At an even rhythm there are some fifty.
  expect(looks).toBeGreaterThan(2);
  expect(looks).toBeLessThan(20);
});
