import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelState } from '../../src/panel/messages.js';
import { noHistory, oneFailure, storm, twoWeeks } from './historyStates.js';
import { manyIncidents } from './manyIncidents.js';
import { chineseLanguage, launchBrowser, openPanelPage, type PanelPage, type PanelView } from './panelPage.js';
import { NOW } from './states.js';
import { themes, type Theme } from './themes.js';

const pictures = fileURLToPath(new URL('../../.cache/pictures/', import.meta.url));
let browser: Browser;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const themeNames = Object.keys(themes).filter((name): name is Theme => name in themes);
const SIZES = { wide: { width: 900, height: 600 }, narrow: { width: 350, height: 700 } } as const;

const states: Readonly<Record<string, PanelState>> = {
  history: { page: 'history', history: twoWeeks, incidents: manyIncidents(12) },
  'history-storm': { page: 'history', history: storm, incidents: manyIncidents(200) },
  'history-one': { page: 'history', history: oneFailure, incidents: manyIncidents(1) },
  'history-empty': { page: 'history', history: noHistory, incidents: [] },
};

/** Elements that are cut off at the page's edge; what scrolls by itself aside. */
async function overflowing({ page }: PanelPage): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *, aside *')]
      .filter(
        (node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !node.closest('table, select'),
      )
      .map((node) => node.outerHTML.slice(0, 120)),
  );
}

async function look(name: string, state: PanelState, shown: readonly Theme[], view: Partial<PanelView>): Promise<string[]> {
  const panel = await openPanelPage(browser, { now: NOW, ...SIZES.wide, ...view });
  await panel.send(state);
  await panel.page.locator('.picture').waitFor();
  const faults: string[] = [];
  for (const theme of shown) {
    await panel.setTheme(theme);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await panel.page.setViewportSize(viewport);
      await panel.page.screenshot({ path: `${pictures}panel-${name}-${theme}-${size}.png` });
      faults.push(...(await overflowing(panel)).map((node) => `${theme}, ${size}: reaches over the edge: ${node}`));
    }
    faults.push(...(await panel.axe()).map((fault) => `${theme}: ${fault}`));
  }
  await panel.page.context().close();
  return [...faults, ...panel.complaints];
}

describe.each(Object.entries(states))('the page %s', (name, state) => {
  it('is accessible in every theme, and fits a wide and a narrow column', async () => {
    expect(await look(name, state, themeNames, {})).toEqual([]);
  }, 90_000);

  it('is so in Chinese', async () => {
    expect(await look(`${name}-zh`, state, ['light'], { language: await chineseLanguage() })).toEqual([]);
  }, 60_000);
});

it('shows causes by the hour, and the table', async () => {
  const panel = await openPanelPage(browser, { now: NOW, width: 900, height: 1400, theme: 'light' });
  await panel.send(states['history'] ?? { page: 'history', history: noHistory, incidents: [] });
  await panel.page.getByText('The same in numbers').click();
  await panel.page.screenshot({ path: `${pictures}panel-history-whole-light-wide.png` });
  await panel.page.getByRole('button', { name: '24 hours' }).click();
  await panel.page.getByRole('button', { name: 'By category' }).click();
  await panel.page.screenshot({ path: `${pictures}panel-history-causes-light-wide.png` });
  expect(await panel.axe()).toEqual([]);
  expect(await overflowing(panel)).toEqual([]);
  await panel.page.context().close();
});

it('tells failures from recoveries in forced colours', async () => {
  const panel = await openPanelPage(browser, { now: NOW, ...SIZES.wide, forcedColors: true });
  await panel.send(states['history'] ?? { page: 'history', history: noHistory, incidents: [] });
  await panel.page.locator('.picture').waitFor();
  await panel.page.screenshot({ path: `${pictures}panel-history-forced-wide.png` });
  const fill = (selector: string): Promise<string> =>
    panel.page
      .locator(`.bars ${selector}`)
      .first()
      .evaluate((node) => getComputedStyle(node).fill);
  expect(await fill('.recovered')).toBe('none');
  expect(await fill('.failed')).not.toBe('none');
  await panel.page.context().close();
});
