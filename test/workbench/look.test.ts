/** Where a person looks, and their first minute: tooltip, view, notification, list of problems, walkthrough. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';
import type { Scratch } from './scratch.js';

let workbench: OpenWorkbench;
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');

const configFile = ({ home }: Scratch): string => path.join(home, '.config', 'unwrap', 'endpoint.jsonc');

async function breakConfig(scratch: Scratch): Promise<void> {
  await mkdir(path.dirname(configFile(scratch)), { recursive: true });
  await writeFile(configFile(scratch), '{\n  // The person wrote it.\n  "upstreams": {},\n  "rautes": []\n}\n');
}

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  workbench = await openWorkbench(breakConfig);
  return workbench.close;
});

async function takePicture(name: string): Promise<void> {
  await workbench.window.page.screenshot({ path: path.join(pictures, `look-${name}.png`) });
}

const page = () => workbench.window.page;
const view = () => page().locator('.part.panel .pane', { has: page().locator('.tree-explorer-viewlet-tree-view') });
const steps = () => page().locator('.gettingStartedContainer .getting-started-step');
const completed = () => steps().locator('.codicon-getting-started-step-checked');
const rows = () => view().locator('.monaco-list-row');

describe('while nothing fails', () => {
  it('the tooltip tells how all stands, and starts what can be started', async () => {
    const { window } = workbench;
    await window.status.locator('a').first().hover();
    const hover = page().locator('.monaco-hover', { hasText: 'Watching' });
    await hover.waitFor();
    const text = await hover.innerText();
    expect(text).toContain('The wire tap is off.');
    expect(text).toContain('The endpoint is not running.');
    await takePicture('tooltip-quiet');
    await hover.getByText('Watched Sources').click();
    await window.panelSaying('Watched sources');
  });

  it('the palette offers what can work, and nothing else', async () => {
    await page().keyboard.press('F1');
    const input = page().locator('.quick-input-widget input.input');
    await input.fill('>Unwrap: ');
    await page().locator('.quick-input-widget .monaco-list-row', { hasText: 'Unwrap: Start Endpoint' }).waitFor();
    const offered = await page().locator('.quick-input-widget .monaco-list-row').allInnerTexts();
    await takePicture('palette-quiet');
    const text = offered.join('\n');
    expect(text).toContain('Show Sample Diagnosis');
    for (const absent of ['Fix Last LLM Error', 'Copy Report', 'Apply Previewed Fix', 'Stop Endpoint', 'Show Diagnosis\n'])
      expect(text).not.toContain(absent);
    await page().keyboard.press('Escape');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });

  it('the view says what it is for, and shows the way', async () => {
    await workbench.window.runCommand('LLM Incidents: Focus on LLM Incidents View');
    const welcome = page().locator('.part.panel .welcome-view-content');
    await welcome.waitFor();
    expect(await welcome.innerText()).toContain('No model call has failed in this window.');
    await takePicture('view-empty');
    await welcome.getByRole('button', { name: 'Show Sample Diagnosis' }).click();
    await workbench.window.panelSaying('Amazon Bedrock');
    await takePicture('sample');
  });
});

describe('the walkthrough', () => {
  it('has four steps, each completed by what it says', async () => {
    const { window } = workbench;
    // The picture stands beside the steps where there is room.
    await page().setViewportSize({ width: 1700, height: 1000 });
    await window.runCommand('Unwrap: Open Walkthrough');
    await steps().first().waitFor();
    expect(await steps().count()).toBe(4);
    await takePicture('walkthrough-1');
    // The sample was shown above.
    const begin = async (index: number, button: string): Promise<void> => {
      await steps().nth(index).click();
      await page().waitForTimeout(400);
      await takePicture(`walkthrough-step-${index + 1}`);
      await steps().nth(index).getByRole('button', { name: button }).click();
    };
    const again = (): Promise<void> => window.runCommand('Unwrap: Open Walkthrough');
    await begin(0, 'Show Watched Sources');
    await window.panelSaying('Watched sources');
    await again();
    await begin(1, 'Show Sample Diagnosis');
    await window.panelSaying('Amazon Bedrock');
    await again();
    await begin(2, 'Choose');
    await page().locator('.quick-input-widget .monaco-list-row', { hasText: 'Watch Only' }).waitFor();
    await takePicture('reach');
    await page().keyboard.press('Enter');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await begin(3, 'Show Incidents');
    await expect.poll(() => completed().count()).toBe(4);
    await takePicture('walkthrough-done');
    await page().setViewportSize({ width: 1280, height: 1000 });
  });
});

describe('a failure', () => {
  it('is told by a notification that offers the advice', async () => {
    const { window } = workbench;
    await window.runCommand('View: Close All Editors');
    await window.failWith('no-credits');
    await window.alert.waitFor();
    const toast = page().locator('.notification-toast', { hasText: 'asks for payment' });
    await toast.waitFor();
    await takePicture('notification');
    const buttons = await toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
    expect(buttons).toEqual(expect.arrayContaining(['Switch Model…', 'Open Billing', 'Diagnose', "Don't Show Again"]));
    await window.status.locator('a').first().hover();
    await page().locator('.monaco-hover', { hasText: 'asks for payment' }).waitFor();
    await takePicture('tooltip-alert');
    await page().mouse.move(600, 300);
  });

  it('stands in the view, and is opened from there with the keyboard alone', async () => {
    const { window } = workbench;
    await window.failWith('upstream-rate-limit');
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('LLM Incidents: Focus on LLM Incidents View');
    await expect.poll(() => rows().count()).toBeGreaterThanOrEqual(3);
    await page().keyboard.press('Home');
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    await takePicture('view');
    const label = await page().locator('.part.panel .monaco-list-row.focused').getAttribute('aria-label');
    expect(label).toMatch(/credit.*, Open\., Cline/u);
    await page().keyboard.press('Enter');
    const panel = await window.panelSaying('credit');
    expect(await panel.locator('main').innerText()).toMatch(/credit/iu);
  });

  it('has its actions on the line, and in its menu', async () => {
    const row = rows().filter({ hasText: 'credit' });
    await row.hover();
    const actions = row.locator('.actions .action-label');
    expect(await actions.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
      'Fix…',
      'Copy Report',
      'Show Diagnosis',
    ]);
    await takePicture('view-actions');
    await row.getByRole('button', { name: 'Copy Report' }).click();
    await expect.poll(() => page().evaluate(() => navigator.clipboard.readText())).toMatch(/credit/iu);
  });

  it('has a badge where it waits for the person and was not seen', async () => {
    const { window } = workbench;
    await window.runCommand('View: Focus Problems');
    await page().keyboard.press('Escape');
    await window.failWith('data-policy');
    await window.alert.waitFor();
    const badge = page().locator('.part.panel .composite-bar .action-item', { hasText: 'LLM Incidents' }).locator('.badge');
    await expect.poll(() => badge.innerText()).toBe('1');
    await takePicture('badge');
  });
});

describe('a configuration that is broken', () => {
  it('stands in the list of problems, and is mended from there', async () => {
    const { window, scratch } = workbench;
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('Unwrap: Start Endpoint');
    const toast = page().locator('.notification-toast', { hasText: 'was not started' });
    await toast.waitFor();
    await takePicture('problem-told');
    await toast.getByRole('button', { name: 'Open Configuration' }).click();
    await page().locator('.editor-instance .view-line', { hasText: 'rautes' }).waitFor();
    await window.runCommand('View: Focus Problems');
    const entry = page().locator('.markers-panel .monaco-list-row', { hasText: 'routes' });
    await entry.waitFor();
    expect(await entry.innerText()).toContain('Unwrap');
    await takePicture('problem');
    await page().locator('.editor-instance .view-line', { hasText: 'rautes' }).click();
    await page().keyboard.press('Control+.');
    await page().waitForTimeout(1_500);
    await takePicture('problem-repair');
    await page().locator('.action-widget .monaco-list-row', { hasText: 'Change to "routes"' }).waitFor();
    await page().keyboard.press('Enter');
    await entry.waitFor({ state: 'detached' });
    await page().keyboard.press('Control+s');
    await expect.poll(() => readFile(configFile(scratch), 'utf8')).toContain('"routes"');
  });
});

describe('the settings', () => {
  it('say what each does, and what it is by default', async () => {
    const { window } = workbench;
    await window.runCommand('View: Toggle Panel Visibility');
    await window.runCommand('Preferences: Open Settings (UI)');
    await page().locator('.settings-editor .suggest-input-container').first().click();
    await page().keyboard.type('@ext:unwrap.unwrap');
    const described = () => page().locator('.settings-editor .setting-item-contents');
    // Those of the machine stand in a tab of their own, where the window has two sides.
    await expect.poll(() => described().count()).toBe(3);
    await takePicture('settings');
    expect(await page().locator('.settings-editor .settings-tree-container').innerText()).toContain('Never looked at:');
    await page()
      .locator('.settings-editor .settings-tabs-widget .action-label', { hasText: /^Remote/u })
      .click();
    await expect.poll(() => described().count()).toBe(4);
    await takePicture('settings-machine');
    expect(await page().locator('.settings-editor .settings-tree-container').innerText()).toContain('TCP port of 127.0.0.1');
  });
});
