import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelState } from '../../src/panel/messages.js';
import { chineseLanguage, launchBrowser, openPanelPage, type PanelPage, type PanelView } from './panelPage.js';
import { chinese, NOW, pages, summary } from './states.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const HEIGHT = 600;
const inChinese: PanelState = { page: 'incident', incident: chinese, incidents: [summary(chinese)] };
const failures: readonly (readonly [string, PanelState])[] = [
  ...Object.entries(pages).filter(([, { page }]) => page === 'incident'),
  ['chinese', inChinese],
];

/** The lower edges of what answers, in the order in which it is asked, in pixels of the window. */
async function edges({ page }: PanelPage): Promise<number[]> {
  return page.evaluate(() =>
    ['h1', '.stations', '.plan .lead-step', '.retry'].map(
      (selector) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? NaN,
    ),
  );
}

async function open(state: PanelState, view: Partial<PanelView> = {}): Promise<PanelPage> {
  const language = state === inChinese ? { language: await chineseLanguage() } : {};
  const panel = await openPanelPage(browser, { now: NOW, height: HEIGHT, ...language, ...view });
  await panel.send(state);
  return panel;
}

describe.each(failures)('at 900 × 600, the incident %s', (_, state) => {
  it('answers in order what, who, what to do and when, with one primary button, without scrolling', async () => {
    const panel = await open(state);
    const answers = await edges(panel);
    expect(answers).toEqual(answers.toSorted((left, right) => left - right));
    expect(answers.at(-1)).toBeLessThanOrEqual(HEIGHT);
    const primary = panel.page.locator('.button.primary');
    expect(await primary.count()).toBeLessThanOrEqual(1);
    for (const each of await primary.all()) {
      const box = await each.boundingBox();
      expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(HEIGHT);
    }
    await panel.page.context().close();
  });
});

it('offers the other buttons beside the primary one', async () => {
  const panel = await open(pages.fixable);
  expect(await panel.page.locator('.plan .button').allInnerTexts()).toEqual([
    'Wait, then retry in Cline',
    'Switch the model of Cline…',
  ]);
  await panel.page.context().close();
});

it('makes the wire tap the thing to do where nothing else can be done', async () => {
  const panel = await open(pages['thrown-away']);
  expect(await panel.page.locator('.button.primary').allInnerTexts()).toEqual(['Turn on the wire tap…']);
  await panel.page.context().close();
});

it('says no more of a wait than the countdown does', async () => {
  const panel = await open(pages['rate-limit'], { handClock: true });
  const lead = panel.page.locator('.lead-step h3').first();
  expect(await lead.innerText()).toBe('Wait, then retry');
  await panel.page.clock.runFor(13_000);
  // The host says what a button does now.
  expect((await panel.asked()).filter(({ request }) => request === 'ready')).toHaveLength(2);
  await panel.send(pages['rate-limit']);
  expect(await lead.innerText()).toBe('Retry now');
  await panel.page.context().close();
});

it('stands beside the incidents where it is wide, and above them where it is narrow or twice as large', async () => {
  const panel = await open(pages['rate-limit'], { width: 1200 });
  const [page, side] = [panel.page.locator('main'), panel.page.locator('#side')];
  const left = async (): Promise<number> => (await side.boundingBox())?.x ?? NaN;
  const right = async (): Promise<number> => {
    const box = await page.boundingBox();
    return (box?.x ?? NaN) + (box?.width ?? NaN);
  };
  expect(await left()).toBeGreaterThanOrEqual(await right());
  expect(await panel.page.getByRole('button', { name: 'All incidents' }).isVisible()).toBe(false);
  // 900 pixels at 200 %
  await panel.page.setViewportSize({ width: 450, height: 300 });
  expect(await left()).toBeLessThan(await right());
  expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(450);
  await panel.page.getByRole('button', { name: 'All incidents' }).click();
  expect(await panel.page.evaluate(() => document.activeElement?.textContent)).toBe('Incidents');
  await expect
    .poll(() => panel.page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? NaN))
    .toBeLessThan(300);
  await panel.page.context().close();
});

it('is not moved by a token of 100 kB, nor by text from right to left', async () => {
  const long = 'x'.repeat(100_000);
  const { incident } = pages.fixable;
  const layers = incident.layers.map((layer) => Object.assign({}, layer, { message: `\u202Eمرحبا ${long.slice(0, 1000)}` }));
  const hostile = { ...incident, cause: `مرحبا ${long.slice(0, 2000)}`, refusedBy: long.slice(0, 2000), text: long, layers };
  const panel = await open({ page: 'incident', incident: hostile, incidents: [summary(hostile)] });
  expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(900);
  const box = await panel.page.locator('.button.primary').boundingBox();
  expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(HEIGHT);
  await panel.page.context().close();
});

it('tells in words what the time line draws', async () => {
  const panel = await open(pages.tried);
  expect(await panel.page.locator('.lane').count()).toBe(3);
  expect(await panel.page.locator('.lane-name').allInnerTexts()).toEqual([
    'Endpoint to openrouter',
    'Endpoint to anthropic',
    'Log of Cline',
  ]);
  await panel.page.getByText('As a list').click();
  const list = await panel.page.locator('.moments li').allInnerTexts();
  expect(list).toHaveLength(7);
  expect(list[2]?.split('\n')).toEqual(['14:01:39', 'Endpoint to anthropic', 'Overloaded (HTTP 529)']);
  await panel.page.context().close();
});

it('speaks Chinese in every word of its own', async () => {
  const panel = await open(inChinese);
  const left = await panel.page.locator('h2, .station-label, .station-state, dt, .eyebrow, .retry, nav button').allTextContents();
  expect(left.filter((text) => !/[一-鿿]/.test(text))).toEqual([]);
  expect(await panel.page.getByRole('timer').innerText()).toBe('12秒');
  expect(await panel.page.evaluate(() => document.documentElement.lang)).toBe('zh-cn');
  await panel.page.context().close();
});

it('teaches what will come where nothing has failed', async () => {
  const panel = await open(pages.quiet);
  await panel.page.getByRole('button', { name: 'See a sample diagnosis' }).click();
  expect(await panel.asked()).toContainEqual({ request: 'show-sample' });
  await panel.page.context().close();
});
