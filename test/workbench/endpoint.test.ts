/** The endpoint between the stand-in assistant and a provider that fails, as a person meets it in the window. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chatEvents, send, startUpstream, type ScriptedUpstream } from '../endpoint/scriptedUpstream.js';
import { isAlive } from './isAlive.js';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import type { Scratch } from './scratch.js';
import type { WorkbenchPage } from './workbenchPage.js';

const WAIT = { timeout: 15_000, interval: 50 };
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');
const CAUSE = 'Too many tokens per minute, please wait before trying again.';
const Lock = z.object({ pid: z.nullable(z.int()), port: z.nullable(z.int()) });

let answering: ScriptedUpstream;
let workbench: OpenWorkbench;

/** Where the failing provider's calls for one model go on to a place that answers. */
async function configure({ home, userData }: Scratch, provider: string): Promise<void> {
  const folder = path.join(home, '.config', 'unwrap');
  await mkdir(folder, { recursive: true });
  const config = {
    upstreams: {
      failing: { baseUrl: provider, protocol: 'openai' },
      answering: { baseUrl: `${answering.url}/v1`, protocol: 'openai' },
    },
    routes: [{ match: 'openai/gpt-5.2', chain: [{ upstream: '*' }, { upstream: 'answering' }] }],
    retry: { attempts: 1 },
    // As a provider's own answer reaches a tool; the tool's line then holds the wrapper alone.
    explain: false,
  };
  await writeFile(path.join(folder, 'endpoint.jsonc'), JSON.stringify(config, null, 2));
  const machine = path.join(userData, 'Machine');
  await mkdir(machine, { recursive: true });
  await writeFile(path.join(machine, 'settings.json'), JSON.stringify({ 'unwrap.endpoint.port': 0 }));
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  answering = await startUpstream(send(chatEvents('Hello.')));
  workbench = await openWorkbench(configure);
  return async () => {
    const pid = await readPid();
    await workbench.close();
    if (pid !== null && isAlive(pid)) process.kill(pid);
    await answering.close();
  };
});

async function readLock(): Promise<z.infer<typeof Lock>> {
  const file = path.join(workbench.scratch.home, '.local', 'state', 'unwrap', 'endpoint.lock.json');
  return Lock.parse(JSON.parse(await readFile(file, 'utf8')));
}

const readPid = (): Promise<number | null> =>
  readLock().then(
    ({ pid }) => pid,
    () => null,
  );

/** From now on the stand-in calls through the endpoint. */
async function pointStandIn(): Promise<void> {
  const { port } = await readLock();
  await workbench.writeSettings({ 'standIn.baseUrl': `http://127.0.0.1:${port}/failing` });
  // Until the window has read its settings.
  await workbench.window.page.waitForTimeout(1_500);
}

const wordsOf = async (window: WorkbenchPage): Promise<string> =>
  (await window.status.locator('a').first().getAttribute('aria-label')) ?? '';

const says = (window: WorkbenchPage, words: string): Promise<void> =>
  vi.waitFor(async () => expect(await wordsOf(window)).toContain(words), WAIT);

async function takePicture(window: WorkbenchPage, name: string): Promise<void> {
  await window.page.screenshot({ path: path.join(pictures, `window-${name}.png`) });
}

async function diagnoseLast(window: WorkbenchPage, text: string): Promise<Frame> {
  await window.runCommand('Unwrap: Diagnose Last LLM Error');
  return window.panelSaying(text);
}

describe('without the endpoint', () => {
  it('a cause that the tool threw away is not known', async () => {
    const { window } = workbench;
    expect(await wordsOf(window)).toContain('The endpoint is not running.');
    await window.failWith('wrapped');
    await window.alert.waitFor();
    const panel = await diagnoseLast(window, 'Provider returned error');
    expect(await panel.locator('main').innerText()).not.toContain(CAUSE);
    expect(
      await panel
        .locator('main')
        .getByRole('button', { name: /endpoint/iu })
        .count(),
    ).toBe(1);
    await takePicture(window, 'endpoint-offered');
  });
});

describe('by command, a person', () => {
  it('starts the endpoint, ends it, and starts it again', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Start Endpoint');
    await says(window, 'The endpoint runs at http://127.0.0.1:');
    await takePicture(window, 'endpoint-started');
    const pid = await readPid();
    expect(pid).not.toBeNull();
    await window.runCommand('Unwrap: Stop Endpoint');
    await vi.waitUntil(async () => pid !== null && !isAlive(pid), WAIT);
    await says(window, 'The endpoint is not running.');
    await window.runCommand('Unwrap: Start Endpoint');
    await says(window, 'The endpoint runs at http://127.0.0.1:');
    await window.runCommand('Notifications: Clear All Notifications');
  });
});

describe('through the endpoint, a call', () => {
  it('that a second place answers alarms nobody, and is counted', async () => {
    const { window } = workbench;
    await pointStandIn();
    await window.failWith('no-credits');
    await says(window, '1 call recovered today');
    expect(await window.status.innerText()).toContain('1 recovered today');
    expect(await window.alert.count()).toBe(0);
    await takePicture(window, 'endpoint-recovered');
  });

  it('that comes to nothing shows the cause that only the endpoint saw', async () => {
    const { window } = workbench;
    await window.failWith('wrapped');
    await window.alert.waitFor();
    const panel = await diagnoseLast(window, CAUSE);
    expect(await panel.locator('.category').innerText()).toMatch(/^rate limit$/iu);
    await vi.waitFor(async () => expect(await panel.locator('main').innerText()).toContain('Cline threw it away'), WAIT);
    const text = await panel.locator('main').innerText();
    expect(text).toContain('Seen by the endpoint.');
    expect(text).toContain('Amazon Bedrock');
    await takePicture(window, 'endpoint-cause');
  });
});

describe('what is shown of it', () => {
  it('names its address, the last calls and the routes', async () => {
    const { window } = workbench;
    const { port } = await readLock();
    const view = await window.runAsking('Unwrap: Show Endpoint', `Endpoint http://127.0.0.1:${port}`);
    await takePicture(window, 'endpoint-view');
    const text = await view.innerText();
    expect(text).toContain('openai/gpt-5.2');
    expect(text).toMatch(/recovered · failing → answering/u);
    expect(text).toMatch(/failed · failing/u);
    await window.page.keyboard.press('Escape');
    await view.waitFor({ state: 'hidden' });
  });

  it('gives an address for the clipboard', async () => {
    const { window } = workbench;
    const { port } = await readLock();
    const view = await window.runAsking('Unwrap: Copy Endpoint Base URL', 'Base URL for Which Upstream?');
    await view.locator('input.input').fill('failing');
    await view.locator('.monaco-list-row.focused', { hasText: 'failing' }).waitFor();
    await takePicture(window, 'endpoint-base-url');
    await window.page.keyboard.press('Enter');
    await vi.waitFor(
      async () =>
        expect(await window.page.evaluate(() => navigator.clipboard.readText())).toBe(`http://127.0.0.1:${port}/failing`),
      WAIT,
    );
  });
});

describe('two windows', () => {
  it('share one process, which outlives the one that started it', async () => {
    const { window } = workbench;
    const pid = await readPid();
    const second = await workbench.openWindow();
    await says(second, '1 call recovered today');
    expect(await readPid()).toBe(pid);
    await window.page.close();
    await second.page.waitForTimeout(2_000);
    expect(pid !== null && isAlive(pid)).toBe(true);
    await second.failWith('no-credits');
    await says(second, '2 calls recovered today');
    expect(await readPid()).toBe(pid);
    await takePicture(second, 'endpoint-second');
  });
});
