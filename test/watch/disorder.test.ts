import { renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chatter, ClineFolder, failure, rest, until } from './clineFolder.js';

const STEPS = 200;

let folder: ClineFolder;

beforeEach(() => {
  folder = new ClineFolder();
});

afterEach(() => folder.close());

/** Seeded, so that a failure comes again; what the system does in between is its own. */
function draw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it.each([
  ['linux', 4],
  ['win32', 2],
] as const)(
  'loses nothing and tells nothing twice, whatever befalls the files (known as on %s)',
  { timeout: 30_000 },
  async (platform, seed) => {
    const next = draw(seed);
    const written: string[] = [];
    /** What of a file's last line was not written yet. */
    const rests = new Map<string, string>();
    /** The first failure in each file: once it was told, the file is known. */
    const firsts = new Map<string, string>();
    const finish = (path: string): void => {
      const left = rests.get(path);
      rests.delete(path);
      if (left !== undefined) folder.append(left, path);
    };
    const write = (path: string): void => {
      finish(path);
      const words = `number ${written.length}`;
      written.push(words);
      if (!firsts.has(path)) firsts.set(path, words);
      const line = failure(words);
      const cut = next(3) === 0 ? 1 + next(line.length - 1) : line.length;
      folder.append(line.slice(0, cut), path);
      if (cut < line.length) rests.set(path, line.slice(cut));
    };
    const allTold = (): Promise<void> => until(() => folder.sightings.length >= written.length);

    await folder.watch({}, platform);
    for (let step = 0; step < STEPS; step += 1) {
      const path = join(folder.exthost, `output_logging_${next(3)}`, `${next(2)}-Cline.log`);
      const known = folder.told.includes(firsts.get(path) ?? 'none');
      const kind = next(12);
      if (kind < 8) write(path);
      else if (kind < 10) {
        finish(path);
        folder.append(chatter('and so on '.repeat(next(3_000))), path);
      } else if (known && kind === 10) {
        finish(path);
        renameSync(path, next(2) === 0 ? `${path}.${step}` : path.replace('-Cline', `${step}-Cline`));
        firsts.delete(path);
      } else if (known && next(3) === 0) {
        for (const unfinished of rests.keys()) finish(unfinished);
        await allTold();
        if (next(2) === 0) truncateSync(path);
        else rmSync(path);
        firsts.delete(path);
      }
      if (next(3) === 0) await rest(next(30));
    }
    for (const path of rests.keys()) finish(path);
    await allTold();
    await rest(1_200);
    expect([...folder.told].sort()).toEqual([...written].sort());
  },
);
