import type { Page } from 'playwright-core';

const PAUSE_MS = 60;

/** Types into the editor that has the focus; for each key the milliseconds until its letter stood there. */
export async function timeTyping(page: Page, until: () => boolean): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    document.addEventListener('keydown', () => (pressed = performance.now()), { capture: true });
    const lines = document.querySelector('.monaco-editor .view-lines');
    if (!lines) throw new Error('no editor is open');
    new MutationObserver(() => {
      if (pressed === 0) return;
      times.push(performance.now() - pressed);
      pressed = 0;
    }).observe(lines, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { typingTimes: times });
  });
  for (let typed = 0; !until(); typed += 1) {
    await page.keyboard.press(typed % 40 === 39 ? 'Enter' : 'x');
    await page.waitForTimeout(PAUSE_MS);
  }
  const times = await page.evaluate(() => Object.entries(globalThis).find(([name]) => name === 'typingTimes')?.[1]);
  return Array.isArray(times) ? times.map(Number) : [];
}
