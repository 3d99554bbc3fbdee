import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './checkAccessibility.js';
import { openWorkbench, type OpenWorkbench } from './openWorkbench.js';

let workbench: OpenWorkbench;
const pictures = path.resolve(import.meta.dirname, '..', '..', '.cache', 'pictures');

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  workbench = await openWorkbench();
  for (const scenario of ['upstream-rate-limit', 'no-credits']) {
    await workbench.window.failWith(scenario);
    await workbench.window.alert.waitFor();
  }
  return workbench.close;
});

describe('with a keyboard alone, a person', () => {
  it('comes from the alert to the advice, and back to the editor', async () => {
    const { window } = workbench;
    const { page } = window;
    await window.alert.waitFor();
    await page.keyboard.press('Control+Alt+u');
    const panel = await window.panelSaying('What to do now');
    await window.quietStatus.waitFor();
    const focused = panel.locator(':focus');
    await focused.waitFor();
    expect(await focused.evaluate((element) => element.tagName)).toBe('H1');
    const advice = panel
      .locator('main')
      .getByRole('button', { name: /^Open / })
      .first();
    const label = await advice.innerText();
    for (let presses = 0; presses < 20 && (await focused.innerText()) !== label; presses += 1) await page.keyboard.press('Tab');
    expect(await focused.innerText()).toBe(label);
    await page.keyboard.press('Enter');
    const question = page.locator('.monaco-dialog-box');
    await question.waitFor();
    expect(await question.innerText()).toContain('external website');
    await page.keyboard.press('Escape');
  });

  it('reaches the alert in the status bar', async () => {
    const { window } = workbench;
    const { page } = window;
    await window.failWith('data-policy');
    await window.alert.waitFor();
    await page.screenshot({ path: path.join(pictures, 'alert.png') });
    await window.runCommand('Focus Status Bar');
    const item = window.status.locator('a');
    const isFocused = (): Promise<boolean> => item.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 20 && !(await isFocused()); presses += 1) await page.keyboard.press('ArrowRight');
    expect(await isFocused()).toBe(true);
    await page.keyboard.press('Enter');
    const panel = await window.panelSaying('No endpoints found');
    expect(await panel.locator('.category').innerText()).toBe('No route');
  });
});

const themes = [
  { name: 'light', theme: 'Light Modern', kind: 'vs' },
  { name: 'dark', theme: 'Dark Modern', kind: 'vs-dark' },
  { name: 'high-contrast-dark', theme: 'Default High Contrast', kind: 'hc-black' },
  { name: 'high-contrast-light', theme: 'Default High Contrast Light', kind: 'hc-light' },
];

describe.each(themes)('in the $name theme', ({ name, theme, kind }) => {
  beforeAll(async () => {
    await workbench.window.runCommand('Notifications: Clear All Notifications');
    await workbench.writeSettings({ 'workbench.colorTheme': theme });
    await workbench.window.page.locator(`.monaco-workbench.${kind}`).waitFor();
  });

  it.each([
    ['incident', 'Unwrap: Diagnose Last LLM Error', 'What to do now'],
    ['sources', 'Unwrap: Show Watched Sources', 'Watched sources'],
  ])('the %s page is accessible', async (pageName, command, words) => {
    const { window } = workbench;
    await window.runCommand(command);
    const panel = await window.panelSaying(words);
    await window.page.screenshot({ path: path.join(pictures, `${pageName}-${name}.png`) });
    expect(await seriousFindings(panel)).toEqual([]);
  });
});

describe('moved to another group', () => {
  it('the panel shows the same incident at the same place', async () => {
    const { window } = workbench;
    await window.runCommand('Unwrap: Diagnose Last LLM Error');
    const before = await window.panelSaying('What to do now');
    const cause = await before.locator('h1').innerText();
    await before.evaluate(() => scrollTo(0, 200));
    await window.runCommand('View: Move Editor into Right Group');
    await expect.poll(() => before.isDetached()).toBe(true);
    const after = await window.panelSaying(cause);
    await expect.poll(() => after.evaluate(() => scrollY)).toBe(200);
    await window.page.screenshot({ path: path.join(pictures, 'panel-moved.png') });
  });
});
