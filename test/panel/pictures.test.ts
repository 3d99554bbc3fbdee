import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelState } from '../../src/panel/messages.js';
import { manyIncidents } from './manyIncidents.js';
import { chineseLanguage, launchBrowser, openPanelPage, type PanelPage, type PanelView } from './panelPage.js';
import { chinese, NOW, pages, summary } from './states.js';
import { themes, type Theme } from './themes.js';

const pictures = fileURLToPath(new URL('../../.cache/pictures/', import.meta.url));
let browser: Browser;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const themeNames = Object.keys(themes).filter((name): name is Theme => name in themes);
const WIDE = { width: 900, height: 600 };
const NARROW = { width: 350, height: 700 };

/** Elements that reach over the edge of their card or of the page; what scrolls by itself aside. */
async function overflowing({ page }: PanelPage): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((node) => {
        const card = node.parentElement?.closest('.plan, main');
        return card && node.getBoundingClientRect().right > card.getBoundingClientRect().right + 1 && !node.closest('pre');
      })
      .map((node) => node.outerHTML.slice(0, 120)),
  );
}

/** One incident, and two hundred others. */
const many = manyIncidents(200);
const storm: PanelState = {
  ...pages.fixable,
  incident: { ...pages.fixable.incident, id: many[0]?.id ?? '' },
  incidents: many,
};

/** Each page in each theme: drawn, kept as a picture for a look, and free of serious faults. */
describe.each([...Object.entries(pages), ['storm', storm] as const])('the page %s', (name, state) => {
  it('is accessible in every theme, and fits a wide and a narrow column', async () => {
    expect(await look(name, state, themeNames, {})).toEqual([]);
  }, 90_000);

  it('is so in Chinese', async () => {
    const said = name === 'rate-limit' ? { page: 'incident' as const, incident: chinese, incidents: [summary(chinese)] } : state;
    expect(await look(`zh-${name}`, said, ['dark', 'light'], { language: await chineseLanguage() })).toEqual([]);
  }, 90_000);
});

/** @returns what is wrong with it */
async function look(name: string, state: PanelState, shown: readonly Theme[], view: Partial<PanelView>): Promise<string[]> {
  const panel = await openPanelPage(browser, { ...WIDE, now: NOW, ...view });
  await panel.send(state);
  const faults: string[] = [];
  const draw = async (theme: Theme, size: 'wide' | 'narrow'): Promise<void> => {
    await panel.page.setViewportSize(size === 'wide' ? WIDE : NARROW);
    await panel.page.screenshot({ path: `${pictures}panel-${name}-${theme}-${size}.png`, fullPage: true });
    faults.push(...(await overflowing(panel)).map((node) => `${theme}, ${size}: reaches over the edge: ${node}`));
  };
  for (const theme of shown) {
    await panel.setTheme(theme);
    await draw(theme, 'narrow');
    await draw(theme, 'wide');
    faults.push(...(await panel.axe()).map((fault) => `${theme}: ${fault}`));
  }
  await panel.page.context().close();
  return [...faults, ...panel.complaints];
}

it('keeps the refusing station and the marked words visible in forced colours', async () => {
  const panel = await openPanelPage(browser, { ...WIDE, forcedColors: true, now: NOW });
  await panel.send(pages['rate-limit']);
  await panel.page.screenshot({ path: `${pictures}panel-rate-limit-forced-wide.png`, fullPage: true });
  const background = (selector: string): Promise<string> =>
    panel.page.locator(selector).evaluate((node) => getComputedStyle(node).backgroundColor);
  expect(await background('.station.refused .dot')).not.toBe(await background('body'));
  await panel.page.context().close();
});
