import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryFile } from '../../src/vscode/historyFile.js';

let folder: string;
const failures: unknown[] = [];
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'unwrap-history-')), 'history');
  failures.length = 0;
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const openFile = (name = 'window'): HistoryFile => new HistoryFile(folder, name, (error) => failures.push(error));

it('gives back what was saved last', async () => {
  const file = openFile();
  expect(await file.read()).toBeNull();
  file.save(() => ['first']);
  file.save(() => ['second']);
  await file.flush();
  expect(await openFile().read()).toEqual(['second']);
  expect(readdirSync(folder)).toEqual(['window.json']);
});

it('writes a storm once', async () => {
  const file = openFile();
  let written = 0;
  for (let sighting = 0; sighting < 1000; sighting += 1) file.save(() => [(written += 1)]);
  await file.flush();
  expect(written).toBe(1);
});

it('reports a folder that cannot be written, and leaves no draft', async () => {
  mkdirSync(path.dirname(folder), { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  const file = openFile();
  file.save(() => []);
  await file.flush();
  expect(failures).toHaveLength(1);
  expect(readdirSync(path.dirname(folder))).toEqual(['history']);
});

it('removes what a window left a month ago, never its own', async () => {
  for (const name of ['window', 'gone', 'alive']) {
    const file = openFile(name);
    file.save(() => [name]);
    await file.flush();
  }
  const now = Date.now();
  const old = new Date(now - 31 * 24 * 60 * 60 * 1000);
  for (const name of ['window', 'gone']) utimesSync(path.join(folder, `${name}.json`), old, old);
  await openFile().prune(now);
  expect(readdirSync(folder).toSorted()).toEqual(['alive.json', 'window.json']);
});

it('is not disturbed by a file that another window has just removed', async () => {
  const file = openFile();
  file.save(() => ['kept']);
  await file.flush();
  // Listed, and gone when it is looked at.
  symlinkSync(path.join(folder, 'gone'), path.join(folder, 'other.json'));
  await file.prune(Date.now());
  expect(await openFile().read()).toEqual(['kept']);
});
