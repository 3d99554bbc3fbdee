import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyFix } from '../../src/fixes/applyFix.js';
import { listFixes } from '../../src/fixes/listFixes.js';
import { undoFix } from '../../src/fixes/undoFix.js';
import { geminiCliSettings } from '../../src/tools/settings/geminiCli.js';
import { pointAt, switchTo } from './intents.js';
import { openStage } from './stage.js';

const stage = openStage();
const CHILD = fileURLToPath(new URL('crashChild.ts', import.meta.url));

/** A fix of two files: the variables, and the sign-in that they need. */
const VARIABLES = 'GEMINI_API_KEY=AIzaSyInvented\n';
const SETTINGS = '{\n  "model": { "name": "gemini-2.5-pro" }\n}\n';
const NEW_VARIABLES = `${VARIABLES}GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:4141/google\n`;

async function setUp(): Promise<void> {
  await stage.write(VARIABLES, '.gemini', '.env');
  await stage.write(SETTINGS, '.gemini', 'settings.json');
}

async function look(): Promise<{ variables: string; settings: string }> {
  const [variables, settings] = [await stage.read('.gemini', '.env'), await stage.read('.gemini', 'settings.json')];
  expect([VARIABLES, NEW_VARIABLES]).toContain(variables);
  const isNew = settings !== SETTINGS;
  expect(JSON.parse(settings ?? '')).toEqual({
    model: { name: 'gemini-2.5-pro' },
    ...(isNew ? { security: { auth: { selectedType: 'gemini-api-key' } } } : {}),
  });
  return { variables: variables === VARIABLES ? 'old' : 'new', settings: isNew ? 'new' : 'old' };
}

function run(action: 'apply' | 'undo', step: string, count: number): Promise<NodeJS.Signals | null> {
  const { folder } = stage.desk();
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, stage.home(), folder, action, step, String(count)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
}

const OLD = { variables: 'old', settings: 'old' };
const NEW = { variables: 'new', settings: 'new' };
const MIXED = [
  { variables: 'new', settings: 'old' },
  { variables: 'old', settings: 'new' },
];

describe('a process killed while it makes a fix', { timeout: 60_000 }, () => {
  it.each([
    ['noted', 1, [OLD], 'abandoned'],
    ['written', 1, [OLD], 'abandoned'],
    ['renamed', 1, MIXED, 'abandoned'],
    ['written', 2, MIXED, 'abandoned'],
    ['renamed', 2, [NEW], 'applied'],
    ['settled', 1, [NEW], 'applied'],
  ])('at "%s" (%i) leaves whole files, and a journal that tells the truth', async (step, count, found, state) => {
    await setUp();
    expect(await run('apply', step, count)).toBe('SIGKILL');
    expect(found).toContainEqual(await look());
    const { folder } = stage.desk();
    expect(await listFixes(folder, Date.now())).toMatchObject([{ state }]);
    expect(await look()).toEqual(state === 'applied' ? NEW : OLD);
    // No draft is left: it would hold a key. A lock that was held past the end of the work goes stale by itself; here its time has come.
    const names = await readdir(stage.at('.gemini'));
    const locks = names.filter((name) => name.endsWith('.lock'));
    expect(locks).toHaveLength(step === 'settled' ? 2 : 0);
    for (const name of locks) await utimes(stage.at('.gemini', name), 1, 1);
    expect(names.filter((name) => !locks.includes(name))).toEqual(['.env', 'settings.json']);
    // And it goes on from there.
    const desk = { folder, now: Date.now };
    if (state === 'abandoned') await applyFix(await stage.preview(pointAt(), geminiCliSettings), desk);
    expect(await look()).toEqual(NEW);
    await undoFix(null, desk);
    expect(await look()).toEqual(OLD);
  });
});

describe('a process killed while it undoes a fix', { timeout: 60_000 }, () => {
  it.each([
    ['noted', 1, [NEW], 'applied'],
    ['written', 1, [NEW], 'applied'],
    ['renamed', 1, MIXED, 'undone'],
    ['renamed', 2, [OLD], 'undone'],
    ['settled', 1, [OLD], 'undone'],
  ])('at "%s" (%i) leaves whole files, and a journal that tells the truth', async (step, count, found, state) => {
    await setUp();
    const { folder } = stage.desk();
    await applyFix(await stage.preview(pointAt(), geminiCliSettings), { folder, now: Date.now });
    expect(await run('undo', step, count)).toBe('SIGKILL');
    expect(found).toContainEqual(await look());
    expect(await listFixes(folder, Date.now())).toMatchObject([{ state }]);
    expect(await look()).toEqual(state === 'applied' ? NEW : OLD);
  });
});

describe('a fix that was cut short and cannot be put back', { timeout: 60_000 }, () => {
  it.each([
    ['its backups are gone', (name: string) => name.endsWith('.backup')],
    ['its file is a folder now', () => false],
  ])('because %s stands in the way of no other', async (why, isLost) => {
    await setUp();
    const { folder } = stage.desk();
    expect(await run('apply', 'renamed', 1)).toBe('SIGKILL');
    for (const name of await readdir(folder)) if (isLost(name)) await rm(path.join(folder, name));
    if (why.includes('folder')) {
      await rm(stage.at('.gemini'), { recursive: true });
      await mkdir(stage.at('.gemini', '.env'), { recursive: true });
    }
    const desk = { folder, now: Date.now };
    await applyFix(await stage.preview(switchTo('sonnet')), desk);
    expect(await listFixes(folder, Date.now())).toMatchObject([{ tool: 'claude-code', state: 'applied' }, { state: 'applying' }]);
    expect(await undoFix(null, desk)).toMatchObject({ tool: 'claude-code' });
  });
});
