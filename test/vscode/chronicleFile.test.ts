import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Exchange } from '../../src/endpoint/exchange.js';
import { HOUR_MS, type Chronicle, type ChronicleNote } from '../../src/incidents/chronicle.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { ChronicleFile } from '../../src/vscode/chronicleFile.js';
import { historyView } from '../../src/vscode/historyView.js';
import { answeredCall, noteExchange } from '../../src/vscode/noteExchange.js';
import { WindowChronicle } from '../../src/vscode/windowChronicle.js';
import { rateLimit, sighting, START, wrapper } from '../incidents/fixtures.js';

let folder: string;
let file: string;
const failures: unknown[] = [];
const broken: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unwrap-chronicle-'));
  file = path.join(folder, 'storage', 'chronicle.json');
  failures.length = 0;
  broken.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openFile = (): ChronicleFile =>
  new ChronicleFile(file, {
    now: () => START,
    onFailure: (error) => failures.push(error),
    onBroken: (aside) => broken.push(aside),
  });
const note = (id: string): ChronicleNote => ({
  ids: [id],
  at: START,
  failed: [{ provider: 'bedrock', behind: 'openrouter', category: 'rate_limit' }],
  recovered: [],
  traffic: [],
});
const failed = ({ cells }: Chronicle): number => cells.reduce((sum, cell) => sum + cell.failed, 0);
const reread = async (): Promise<Chronicle> => {
  const other = openFile();
  await other.read();
  return other.current();
};

it('counts for all windows that write at once, and what several of them saw once', async () => {
  const windows = Array.from({ length: 6 }, openFile);
  for (const [index, each] of windows.entries()) each.add([note('seen by all'), note(`seen by ${index}`)]);
  await Promise.all(windows.map((each) => each.flush()));
  expect(failures).toEqual([]);
  expect(failed(await reread())).toBe(7);
  expect(readdirSync(path.dirname(file))).toEqual(['chronicle.json']);
});

it('shows what is not written yet', () => {
  const chronicle = openFile();
  chronicle.add([note('a')]);
  expect(failed(chronicle.current([note('a'), note('b')]))).toBe(2);
});

it('keeps a broken file aside, tells of it, and goes on with what reads', async () => {
  const before = openFile();
  before.add([note('a')]);
  await before.flush();
  const torn = readFileSync(file, 'utf8').slice(0, -3);
  writeFileSync(file, torn);
  const after = openFile();
  after.add([note('b')]);
  await after.flush();
  expect(broken).toEqual([`${file}.broken`]);
  expect(readFileSync(`${file}.broken`, 'utf8')).toBe(torn);
  expect(failed(await reread())).toBe(1);
});

it('loses nothing of a broken file that still reads, though it was looked at first', async () => {
  const before = openFile();
  before.add([note('a')]);
  await before.flush();
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...stored, traffic: [{ hour: 1, of: 'a later version' }] }));
  const after = openFile();
  await after.read();
  expect(broken).toEqual([]);
  after.add([note('b')]);
  await after.flush();
  expect(broken).toEqual([`${file}.broken`]);
  expect(failed(await reread())).toBe(2);
});

it('does not wait for a window that died while it wrote', async () => {
  mkdirSync(path.dirname(file));
  writeFileSync(`${file}.lock`, '');
  const long = new Date(Date.now() - 60_000);
  utimesSync(`${file}.lock`, long, long);
  const chronicle = openFile();
  chronicle.add([note('a')]);
  await chronicle.flush();
  expect(failed(await reread())).toBe(1);
});

it('keeps in memory what cannot be written, and tries again', async () => {
  writeFileSync(path.dirname(file), 'a file where the folder should be');
  const chronicle = openFile();
  chronicle.add([note('a')]);
  await chronicle.flush();
  expect(failures).toHaveLength(1);
  expect(failed(chronicle.current())).toBe(1);
  rmSync(path.dirname(file));
  await chronicle.flush();
  expect(failed(await reread())).toBe(1);
});

const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  id: 'x-1',
  at: START,
  tool: 'cline',
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'claude-sonnet-4.6',
  outcome: 'recovered',
  status: 200,
  tookMs: 900,
  attempts: [
    { upstream: 'openrouter', model: null, startedMs: 0, tookMs: 100, status: 429, diagnosis: rateLimit(), text: '' },
    { upstream: 'openrouter', model: null, startedMs: 200, tookMs: 100, status: 429, diagnosis: rateLimit(), text: '' },
    { upstream: 'anthropic', model: null, startedMs: 400, tookMs: 500, status: 200, diagnosis: null, text: '' },
  ],
  ...changes,
});

it('counts of a recovered call each cause once, and who was asked', () => {
  expect(noteExchange(exchange())).toEqual({
    ids: ['exchange x-1'],
    at: START,
    failed: [],
    recovered: [{ provider: 'bedrock', behind: 'openrouter', category: 'rate_limit' }],
    traffic: [
      { upstream: 'openrouter', failed: true },
      { upstream: 'anthropic', failed: false },
    ],
  });
  expect(answeredCall(exchange())).toEqual({ tool: 'cline', model: 'claude-sonnet-4.6', at: START + 900 });
});

it('counts no recovery where none was, and nothing of what was called off', () => {
  const [first] = exchange().attempts;
  const one = first ? [first] : [];
  expect(noteExchange(exchange({ outcome: 'failed', attempts: one }))).toMatchObject({
    recovered: [],
    traffic: [{ upstream: 'openrouter', failed: true }],
  });
  const calledOff = one.map((attempt) => Object.assign({}, attempt, { diagnosis: null }));
  expect(noteExchange(exchange({ outcome: 'cancelled', attempts: calledOff }))).toBeNull();
  expect(answeredCall(exchange({ outcome: 'failed' }))).toBeNull();
});

it('names an upstream that the engine does not know', () => {
  const [first] = exchange().attempts;
  const diagnosis = rateLimit({ provider: null, gateway: null });
  const attempts = first ? [{ ...first, upstream: 'mock', diagnosis }] : [];
  expect(noteExchange(exchange({ attempts }))?.recovered).toEqual([{ provider: 'mock', behind: null, category: 'rate_limit' }]);
});

it('counts a failure under what is known of its cause by then, at once to the eye, and once for all windows', async () => {
  const record = sighting(0, wrapper());
  let known = record.diagnosis;
  const first = new WindowChronicle(openFile(), () => undefined);
  const second = new WindowChronicle(openFile(), () => undefined);
  for (const each of [first, second]) each.noteFailure(record.at, () => ({ diagnosis: known, prints: [1] }));
  expect(first.current().cells).toMatchObject([{ provider: null, category: 'unknown', failed: 1 }]);
  known = rateLimit();
  expect(first.current().cells).toMatchObject([{ provider: 'bedrock', behind: 'openrouter', category: 'rate_limit', failed: 1 }]);
  await Promise.all([first.flush(), second.flush()]);
  expect((await reread()).cells).toEqual([
    { hour: START / HOUR_MS, provider: 'bedrock', behind: 'openrouter', category: 'rate_limit', failed: 1, recovered: 0 },
  ]);
  for (const each of [first, second]) each.dispose();
});

it('counts a call once that two windows know by different records', async () => {
  const onWire = sighting(0, rateLimit(), { source: 'wire', tool: null, text: '429' });
  const inLog = sighting(20, rateLimit());
  const again = sighting(9_000, rateLimit());
  const windows = [
    [onWire, inLog, again],
    [inLog, again],
    [inLog, onWire, again],
  ].map((seen) => {
    const incidents = createIncidents();
    const chronicle = new WindowChronicle(openFile(), () => undefined);
    for (const each of seen) {
      const { incident, isNews } = incidents.add(each);
      if (isNews) chronicle.noteFailure(each.at, () => ({ diagnosis: incident.diagnosis, prints: incidents.printsOf(each) }));
    }
    expect(failed(chronicle.current())).toBe(2);
    return chronicle;
  });
  for (const each of windows) await each.flush();
  expect(failed(await reread())).toBe(2);
  for (const each of windows) each.dispose();
});

it('counts though the clock is put back meanwhile', async () => {
  vi.useFakeTimers({ now: START });
  try {
    const chronicle = new WindowChronicle(openFile(), () => undefined);
    chronicle.noteFailure(START, () => ({ diagnosis: rateLimit(), prints: [1] }));
    vi.setSystemTime(START - 24 * HOUR_MS);
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(failed(await reread())).toBe(1));
    chronicle.dispose();
  } finally {
    vi.useRealTimers();
  }
});

it('counts no call that its caller called off', () => {
  const chronicle = new WindowChronicle(openFile(), () => undefined);
  chronicle.noteFailure(START, () => ({ diagnosis: rateLimit({ category: 'cancelled' }), prints: [1] }));
  expect(chronicle.current().cells).toEqual([]);
  chronicle.dispose();
});

it('knows of each tool and model the last answer through the endpoint', () => {
  const chronicle = new WindowChronicle(openFile(), () => undefined);
  chronicle.noteExchange(exchange());
  chronicle.noteExchange(exchange({ id: 'x-2', at: START + 5000, outcome: 'answered', attempts: exchange().attempts.slice(2) }));
  expect(chronicle.answers).toEqual([{ tool: 'cline', model: 'claude-sonnet-4.6', at: START + 5900 }]);
  chronicle.dispose();
});

it('is shown with the names of those who failed, each place once', () => {
  const chronicle = openFile();
  chronicle.add([note('a'), { ...note('b'), at: START + HOUR_MS, traffic: [{ upstream: 'openrouter', failed: true }] }]);
  const view = historyView(chronicle.current(), 'running', (id) => id.toUpperCase());
  expect(view.places).toEqual([
    { provider: { id: 'bedrock', name: 'BEDROCK' }, behind: { id: 'openrouter', name: 'OPENROUTER' } },
  ]);
  expect(view.cells.map(({ place, failed: count }) => [place, count])).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(view.traffic).toEqual([
    { hour: START / HOUR_MS + 1, upstream: { id: 'openrouter', name: 'OPENROUTER' }, calls: 1, failed: 1 },
  ]);
});
