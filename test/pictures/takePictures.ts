/** Every state in every look, into a folder: `<state>-<theme>-<size>.png`. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Stage } from './stage.js';
import type { State } from './states.js';

export interface Theme {
  readonly name: string;
  readonly theme: string;
  /** How the workbench marks its root. */
  readonly kind: string;
}

export const themes: readonly Theme[] = [
  { name: 'dark', theme: 'Dark Modern', kind: 'vs-dark' },
  { name: 'light', theme: 'Light Modern', kind: 'vs' },
  { name: 'hc-dark', theme: 'Default High Contrast', kind: 'hc-black' },
  { name: 'hc-light', theme: 'Default High Contrast Light', kind: 'hc-light' },
];

export interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export const sizes: readonly Size[] = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 600, height: 900 },
];

/** Until colours and layout have come to rest. */
const REST_MS = 350;

export async function setTheme({ workbench, window }: Stage, { theme, kind }: Theme): Promise<void> {
  await workbench.writeSettings({ 'workbench.colorTheme': theme });
  await window.page.locator(`.monaco-workbench.${kind}`).waitFor();
}

/** An editor area without tabs, questions and notifications. */
export async function clearWindow(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await page.mouse.move(24, 450);
  const question = page.locator('.quick-input-widget');
  for (let presses = 0; presses < 5 && (presses < 2 || (await question.isVisible())); presses += 1) {
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden', timeout: 1_000 }).catch(() => undefined);
  }
  await stage.window.runCommand('View: Close All Editors');
  await stage.closeToasts();
}

/** What went wrong, a line each; the other states are pictured all the same. */
export async function takePictures(
  stage: Stage,
  states: readonly State[],
  folder: string,
  looks: { readonly themes: readonly Theme[]; readonly sizes: readonly Size[] } = { themes, sizes },
): Promise<string[]> {
  const { page } = stage.window;
  await mkdir(folder, { recursive: true });
  const faults: string[] = [];
  for (const state of states) {
    const [first] = looks.sizes;
    if (first) await page.setViewportSize(first);
    const failed = path.join(folder, `${state.name}-FAILED.png`);
    await rm(failed, { force: true });
    try {
      await clearWindow(stage);
      await state.show(stage);
      for (const theme of looks.themes) {
        await setTheme(stage, theme);
        for (const size of looks.sizes) {
          await page.setViewportSize(size);
          await page.waitForTimeout(REST_MS);
          await state.hold?.(stage);
          await page.screenshot({ path: path.join(folder, `${state.name}-${theme.name}-${size.name}.png`) });
        }
        if (first) await page.setViewportSize(first);
      }
      await state.leave?.(stage);
    } catch (error) {
      await page.screenshot({ path: failed });
      faults.push(
        `${state.name} (${stage.language}): ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
      await page.keyboard.press('Escape');
    }
  }
  return faults;
}
