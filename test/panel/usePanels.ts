import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, openPanelPage, type PanelPage, type PanelView } from './panelPage.js';
import { NOW } from './states.js';

/** One browser for the tests of a file; what it gives opens a page of the panel, which is closed after the test and may not have complained. */
export function usePanels(): (view?: Partial<PanelView>) => Promise<PanelPage> {
  let browser: Browser;
  const opened: PanelPage[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const panels = opened.splice(0);
    for (const { page } of panels) await page.context().close();
    const complaints = panels.flatMap((panel) => panel.complaints);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  return async (view = {}) => {
    const panel = await openPanelPage(browser, { now: NOW, ...view });
    opened.push(panel);
    return panel;
  };
}
