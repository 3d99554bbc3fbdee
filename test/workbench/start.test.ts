import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './findChromium.js';
import { isAlive } from './isAlive.js';
import { startGroup, type ProcessGroup } from './processGroup.js';

const start = path.join(import.meta.dirname, 'start.mjs');
const LIMIT_MS = 60_000;

/** Stands for the temporary folder and for the PATH of the user. */
let sandbox: string;
const running: ProcessGroup[] = [];

beforeEach(async () => {
  sandbox = await mkdtemp(path.join(tmpdir(), 'start-'));
  await mkdir(path.join(sandbox, 'bin'));
  await mkdir(path.join(sandbox, 'tmp'));
});

afterEach(async () => {
  for (const group of running.splice(0)) await group.end();
  await rm(sandbox, { recursive: true, force: true });
});

function sandboxed(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TMPDIR: path.join(sandbox, 'tmp'),
    PATH: `${path.join(sandbox, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
}

function startWith(...args: readonly string[]): ProcessGroup {
  const group = startGroup(process.execPath, [start, ...args], { env: sandboxed() });
  running.push(group);
  return group;
}

async function until<T>(what: string, find: () => T | null | undefined | Promise<T | null | undefined>): Promise<T> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not in time. ${running.map((group) => group.output()).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What stands in the temporary folder, but for the caches of tsx and of npm. */
async function leftovers(): Promise<readonly string[]> {
  return (await readdir(path.join(sandbox, 'tmp'))).filter((name) => !/^(?:tsx-|node-compile-cache)/u.test(name));
}

/** Where the profile of the editor is. */
async function findScratch(): Promise<string | null> {
  const name = (await leftovers()).find((each) => each.startsWith('unwrap-'));
  return name === undefined ? null : path.join(sandbox, 'tmp', name);
}

describe('npm start', () => {
  it('tells its options', async () => {
    const group = startWith('--help');
    expect(await group.ended).toBe(0);
    expect(group.output()).toContain('--no-demo');
  });

  it.each([
    [['--colour'], "Unknown option '--colour'"],
    [['--port', 'eighty'], '--port takes a number'],
  ])('refuses %j', async (args, said) => {
    const group = startWith(...args);
    expect(await group.ended).toBe(2);
    expect(group.output()).toContain(said);
  });

  it('refuses an editor that is not to be had, and lists those that are', async () => {
    await writeEditor('codium', []);
    const group = startWith('--editor', 'emacs');
    expect(await group.ended).toBe(1);
    expect(group.output()).toMatch(/no editor "emacs" is on the PATH; to be had: .*codium.*browser/u);
  });
});

/** A command like a desktop editor's: its window is a process of another group, whose id it leaves in the profile. */
async function writeEditor(name: string, lines: readonly string[]): Promise<void> {
  const file = path.join(sandbox, 'bin', name);
  await writeFile(file, [`#!${process.execPath}`, ...lines].join('\n'));
  await chmod(file, 0o755);
}

describe('npm start with a desktop editor', () => {
  it('installs Unwrap and the stand-in into a profile of its own, and ends the window with itself', async () => {
    const calls = path.join(sandbox, 'calls.jsonl');
    await writeEditor('codium', [
      `const { appendFileSync, writeFileSync } = require('node:fs');`,
      `const args = process.argv.slice(2);`,
      `appendFileSync(${JSON.stringify(calls)}, JSON.stringify(args) + '\\n');`,
      `if (!args.includes('--wait')) process.exit(0);`,
      `const { spawn } = require('node:child_process');`,
      `const forever = 'setInterval(() => {}, 1000)';`,
      `const window = spawn(process.execPath, ['-e', forever], { detached: true, stdio: 'ignore' });`,
      `writeFileSync(args[args.indexOf('--user-data-dir') + 1] + '/code.lock', String(window.pid));`,
      `setInterval(() => {}, 1000);`,
    ]);
    const group = startWith('--editor', 'codium');
    const profile = await until('the window opens', async () => {
      const folder = await findScratch();
      if (folder === null) return null;
      return readFile(path.join(folder, 'user', 'code.lock'), 'utf8').then(
        (pid) => ({ folder, pid: Number(pid) }),
        () => null,
      );
    });
    const [install, open] = (await readFile(calls, 'utf8')).trim().split('\n');
    expect(install).toContain('unwrap.vsix');
    expect(install).toContain('standIn.vsix');
    for (const call of [install, open]) {
      expect(call).toContain(`"--user-data-dir","${path.join(profile.folder, 'user')}"`);
      expect(call).toContain(`"--extensions-dir","${path.join(profile.folder, 'extensions')}"`);
    }
    expect(open).toContain(path.join(profile.folder, 'workspace'));
    expect(isAlive(profile.pid)).toBe(true);
    await group.end();
    expect(isAlive(profile.pid)).toBe(false);
    expect(await leftovers()).toEqual([]);
  });
});

describe('npm start with the browser-hosted editor', () => {
  it.skipIf(process.platform === 'win32')('ends when npm alone is told to end', async () => {
    const root = path.resolve(import.meta.dirname, '..', '..');
    const group = startGroup('npm', ['start', '--', '--editor', 'browser', '--no-demo'], { cwd: root, env: sandboxed() });
    running.push(group);
    const url = await until('an address is printed', () => /http:\/\/127\.0\.0\.1:\d+\//u.exec(group.output())?.[0]);
    group.signalFirst('SIGTERM');
    await until('the server ends', () =>
      fetch(url).then(
        () => null,
        () => true,
      ),
    );
    await until('the profile is removed', async () => ((await findScratch()) === null ? true : null));
    expect(await leftovers()).toEqual([]);
  });

  it('demonstrates a diagnosis within seconds, and leaves nothing behind', async () => {
    const group = startWith('--editor', 'browser');
    const url = await until('an address is printed', () => /http:\/\/127\.0\.0\.1:\d+\//u.exec(group.output())?.[0]);
    const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      const alert = page.locator('[id="unwrap.unwrap.unwrap.status"].warning-kind');
      await alert.waitFor({ timeout: LIMIT_MS });
      expect(await alert.innerText()).toMatch(/rate limit/iu);
    } finally {
      await browser.close();
    }
    await group.end();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(await leftovers()).toEqual([]);
  });

  it('leaves the stand-in out where no demonstration is wanted', async () => {
    const group = startWith('--editor', 'browser', '--no-demo');
    await until('an address is printed', () => /http:\/\/127\.0\.0\.1:\d+\//u.exec(group.output())?.[0]);
    const installed = await readdir(path.join((await findScratch()) ?? '', 'extensions'));
    expect(installed.filter((name) => name.startsWith('unwrap'))).toEqual([expect.stringMatching(/^unwrap\.unwrap-\d/u)]);
  });
});
