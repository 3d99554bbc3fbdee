/** An assistant that keeps nothing of a cause, and what a person sees of it before and after agreeing to the wire tap. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import type { Scratch } from './scratch.js';

let workbench: OpenWorkbench;
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');

/** Cline's settings, which name the failing provider as OpenRouter's base URL. */
async function pointCline({ home }: Scratch, provider: string): Promise<void> {
  const folder = path.join(home, '.cline', 'data', 'settings');
  await mkdir(folder, { recursive: true });
  const openrouter = { settings: { provider: 'openrouter', baseUrl: `${provider}/wrapped/v1` } };
  const settings = { version: 1, lastUsedProvider: 'openrouter', providers: { openrouter } };
  await writeFile(path.join(folder, 'providers.json'), JSON.stringify(settings));
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  workbench = await openWorkbench(pointCline);
  return workbench.close;
});

async function takePicture(name: string): Promise<void> {
  await workbench.window.page.screenshot({ path: path.join(pictures, `window-${name}.png`) });
}

/** The panel on what has failed last, once it says `text`. */
async function diagnoseLast(text: string): Promise<Frame> {
  await workbench.window.runCommand('Unwrap: Diagnose Last LLM Error');
  return workbench.window.panelSaying(text);
}

const wordsOfStatus = async (): Promise<string> =>
  (await workbench.window.status.locator('a').first().getAttribute('aria-label')) ?? '';

describe('before the person agrees', () => {
  it('the status bar says that the wire tap is off', async () => {
    expect(await wordsOfStatus()).toContain('The wire tap is off.');
  });

  it('no workspace can turn it on', async () => {
    await workbench.writeSettings({ 'unwrap.wire.enabled': true });
    await workbench.window.page.waitForTimeout(1_000);
    expect(await wordsOfStatus()).toContain('The wire tap is off.');
    await workbench.writeSettings({});
  });

  it('the panel says that the tool threw the cause away, and offers to look at the wire', async () => {
    const { window } = workbench;
    await window.failWith('wrapped');
    await window.alert.waitFor();
    const panel = await diagnoseLast('Cline threw the cause away');
    expect(await panel.locator('.category').innerText()).toBe('Unknown cause');
    expect(await panel.locator('main').innerText()).not.toContain('Bedrock');
    await takePicture('wire-before');
    await panel.getByRole('button', { name: 'Turn on the wire tap' }).click();
  });

  it('is asked, with what is seen and what is not', async () => {
    const { page } = workbench.window;
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(
      /Seen: answers that failed[\s\S]*Never looked at: what is sent[\s\S]*other windows/u,
    );
    await takePicture('wire-consent');
    await dialog.getByRole('button', { name: 'Turn On' }).click();
    await expect.poll(wordsOfStatus).toContain('The wire tap is on.');
  });
});

describe('after the person has agreed', () => {
  it.each([
    ['wrapped', 'fetch', 'Amazon Bedrock', /^rate limit$/iu, 'Too many tokens per minute'],
    ['wrapped-openai', 'the openai package', 'DeepSeek', /^billing$/iu, 'insufficient balance'],
    ['wrapped-node', 'node:http', 'Z.ai', /^overloaded$/iu, 'The model is overloaded'],
  ])('%s, called by %s, is diagnosed by its true cause', async (scenario, _, provider, category, words) => {
    const { window } = workbench;
    await window.failWith(scenario);
    await window.alert.waitFor();
    const panel = await diagnoseLast(words);
    await panel.getByText('Seen on the wire. Cline threw it away.').first().waitFor();
    expect(await panel.locator('.category').innerText()).toMatch(category);
    expect(await panel.locator('main').innerText()).toContain('Cline');
    expect(await panel.locator('.layer.innermost').innerText()).toContain(words);
    expect((await panel.locator('main').innerText()).toLowerCase()).toContain(provider.toLowerCase());
    expect(await panel.locator('main').innerText()).not.toContain('sk-stand-in');
    await takePicture(`wire-${scenario}`);
  });

  it('Watched Sources says what the tap sees here, and what it does not', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Show Watched Sources');
    const panel = await window.panelSaying('Wire tap');
    const own = panel.locator('section', { has: panel.locator('h2', { hasText: 'Wire tap' }) });
    expect(await own.innerText()).toMatch(/answers of providers of models so far/u);
    expect(await own.innerText()).toMatch(/processes of their own/u);
    await own.scrollIntoViewIfNeeded();
    await takePicture('wire-sources');
  });

  it('turning it off takes effect at once', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Turn the Wire Tap On or Off');
    await expect.poll(wordsOfStatus).toContain('The wire tap is off.');
    // So soon after another it would be taken for what the tool wrote of that one.
    await window.page.waitForTimeout(6_000);
    await window.failWith('wrapped-node');
    await window.alert.waitFor();
    const panel = await diagnoseLast('Cline threw the cause away');
    expect(await panel.locator('.category').innerText()).toBe('Unknown cause');
  });
});
