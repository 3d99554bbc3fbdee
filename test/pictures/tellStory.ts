/** From an alert to the applied fix, as a person sees it: the scenes of the store page's animation. */
import type { Locator } from 'playwright-core';
import type { Scene } from './animation.js';
import { upstreamRateLimit } from './failures.js';
import type { Point } from './pointer.js';
import { CODE_FILE, type Stage } from './stage.js';
import { diff, firstRow, lastToast, panelAtRest } from './states.js';
import { clearWindow, setTheme, themes } from './takePictures.js';

const STORY_SIZE = { width: 960, height: 640 };
/** Where the pointer is at first: over the code. */
export const AT_REST: Point = { x: 520, y: 330 };

async function middleOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error('there is nothing to point at');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function tellStory(stage: Stage): Promise<Scene[]> {
  const { window, say } = stage;
  const { page } = window;
  const scenes: Scene[] = [];
  /** Looks at what is there now; where the pointer goes to, it is really moved before. */
  const look = async (ms: number, target?: Locator): Promise<void> => {
    const pointer = target && (await middleOf(target));
    if (pointer) await page.mouse.move(pointer.x, pointer.y);
    await page.waitForTimeout(500);
    scenes.push({ screenshot: await page.screenshot(), ms, ...(pointer && { pointer }) });
  };

  const [dark] = themes;
  if (dark) await setTheme(stage, dark);
  await page.setViewportSize(STORY_SIZE);
  await clearWindow(stage);
  await window.openFile(CODE_FILE);
  await page.mouse.move(AT_REST.x, AT_REST.y);
  await look(700);

  await stage.failInContinue(upstreamRateLimit);
  await window.alert.waitFor();
  await look(900);
  const status = window.status.locator('a').first();
  scenes.push({ screenshot: await page.screenshot(), ms: 500, pointer: await middleOf(status) });
  await status.click();
  // Over the status bar it would bring up the tooltip.
  await page.mouse.move(AT_REST.x, AT_REST.y);
  const panel = await panelAtRest(stage);
  await page.locator('.workbench-hover').waitFor({ state: 'hidden' });
  await look(2_000);

  const fix = panel.getByRole('button', { name: say('Switch the model of {tool}…') }).first();
  await look(500, fix);
  await fix.click();
  await firstRow(stage, 'qwen3-coder').waitFor();
  await page.keyboard.type('openai/gpt-5.2');
  const choice = firstRow(stage, 'openai/gpt-5.2');
  await look(600, choice);
  await choice.click();
  await diff(stage).filter({ hasText: 'gpt-5.2' }).first().waitFor();
  const apply = lastToast(stage).getByRole('button', { name: say('Apply'), exact: true });
  await apply.waitFor();
  await look(1_200, apply);
  await apply.click();
  await lastToast(stage)
    .getByRole('button', { name: say('Undo'), exact: true })
    .waitFor();
  await look(1_800);
  return scenes;
}
