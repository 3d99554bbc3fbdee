/** How fast a log without failures is read through, against ripgrep that counts lines with one of the same literals. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cline } from '../../src/tools/cline.js';
import type { Place } from '../../src/tools/tool.js';
import { BufferPool } from '../../src/watch/bufferPool.js';
import { PATIENCE } from '../../src/watch/fileTail.js';
import { LogFiles } from '../../src/watch/logFiles.js';
import { writeNoisyLog } from './noisyLog.js';

const BYTES = 200_000_000;
const RUNS = 9;

export async function benchScan(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unwrap-scan-'));
  try {
    const path = join(folder, '1-Cline.log');
    writeNoisyLog(path, BYTES);
    const megabytes = statSync(path).size / 1e6;
    const place = findChannel();
    const ours: number[] = [];
    const ripgrep: number[] = [];
    // In turn, so that both meet the same weather; the best of each counts, since other work on the machine only slows.
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(await timeScan(place, path));
      const time = timeRipgrep(place, path);
      if (time !== null) ripgrep.push(time);
    }
    const rate = (times: readonly number[]): number => (megabytes / Math.min(...times)) * 1_000;
    console.log(`scan: ${megabytes.toFixed(0)} MB without failures at ${rate(ours).toFixed(0)} MB/s`);
    if (ripgrep.length === 0) console.log('scan: ripgrep is not installed, so there is no ratio');
    else console.log(`scan: ripgrep -c at ${rate(ripgrep).toFixed(0)} MB/s, ratio ${(rate(ours) / rate(ripgrep)).toFixed(2)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findChannel(): Place {
  const editor = { name: 'bench', logs: '/', exthosts: [[]], windows: null, globalStorage: null };
  const [channel] = cline.places({ environment: { platform: 'linux', home: '/', env: {} }, editors: [editor] });
  if (!channel) throw new Error('Cline has no output channel');
  return channel;
}

/** In milliseconds. */
async function timeScan(place: Place, path: string): Promise<number> {
  let sighted = 0;
  const files = new LogFiles(place, {
    platform: 'linux',
    abbreviate: (name) => name,
    buffers: new BufferPool(1024 * 1024, 2),
    patience: PATIENCE,
    startedAt: 0,
    onFailure: () => (sighted += 1),
    onProblem: (message) => console.error(message),
  });
  const started = performance.now();
  await files.touch(path, 'start');
  const time = performance.now() - started;
  await files.close();
  if (sighted > 0) throw new Error(`${sighted} failures were seen in a log that has none`);
  return time;
}

/** In milliseconds; null where ripgrep is not installed. */
function timeRipgrep(place: Place, path: string): number | null {
  const literals = place.signals.flatMap((signal) => ['-e', signal]);
  const started = performance.now();
  const { error } = spawnSync('rg', ['-c', '-F', ...literals, path]);
  return error ? null : performance.now() - started;
}
