/** What a person has in hand stays as it is while the page follows what happens. */
import { expect, it } from 'vitest';
import type { IncidentView, PanelState } from '../../src/panel/messages.js';
import type { PanelPage } from './panelPage.js';
import { NOW, pages, summary } from './states.js';
import { usePanels } from './usePanels.js';

const openPanel = usePanels();
let panel: PanelPage;

const { incident } = pages.fixable;
const grown = (count: number, more: Partial<IncidentView> = {}): PanelState => {
  const at = NOW + count * 1000;
  const moments = [...incident.moments, { at, seen: 'log' as const, by: 'Cline', status: 429, category: 'rate_limit' }];
  const next: IncidentView = { ...incident, count, lastAt: at, retryAt: at + 12_000, moments, ...more };
  return { page: 'incident', incident: next, incidents: [summary(next)] };
};
const focused = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.textContent ?? '');
/** From now on: how often the page has something to say to a screen reader. */
const countSaid = (): Promise<void> =>
  panel.page.evaluate(() => {
    const { dataset } = document.body;
    dataset['said'] = '0';
    const observer = new MutationObserver(() => {
      dataset['said'] = String(Number(dataset['said']) + 1);
    });
    observer.observe(document.querySelector('#announcer') ?? document.body, { childList: true, subtree: true });
  });
const said = (): Promise<string | undefined> => panel.page.evaluate(() => document.body.dataset['said']);

it('tells times with their day once that is another', async () => {
  panel = await openPanel({ handClock: true });
  await panel.send(pages.fixable);
  const seen = panel.page.locator('.eyebrow');
  const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(incident.lastAt);
  await seen.waitFor();
  expect(await seen.innerText()).not.toContain(day);
  await panel.page.clock.fastForward('24:00:00');
  await panel.send(pages.fixable);
  await seen.getByText(day).waitFor();
});

it('leaves the button that has the focus, and is about to be pressed, in place through a storm', async () => {
  panel = await openPanel();
  await panel.send(pages.fixable);
  const primary = panel.page.locator('.button.primary');
  await primary.focus();
  const held = await primary.elementHandle();
  for (let count = 4; count < 14; count += 1) await panel.send(grown(count));
  await panel.page.locator('.eyebrow').getByText('13 failed calls').waitFor();
  expect(await held.evaluate((node) => node.isConnected && node === document.activeElement)).toBe(true);
  expect(await panel.page.getByRole('timer').innerText()).toBe('25 sec');
});

it('says a cause once, however often it fails, and nothing at a tick', async () => {
  panel = await openPanel({ handClock: true });
  await panel.page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }));
  await countSaid();
  for (let count = 3; count < 13; count += 1) {
    await panel.send(grown(count));
    await panel.page.clock.runFor(500);
  }
  expect(await said()).toBe('1');
  await panel.page.clock.runFor(10_000);
  expect(await said()).toBe('1');
  await panel.page.clock.runFor(60_000);
  expect(await said()).toBe('2');
});

it('does not say it again after a reload', async () => {
  panel = await openPanel();
  await panel.send(pages.fixable);
  await panel.page.reload();
  await panel.page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }));
  await countSaid();
  await panel.send(pages.fixable);
  expect(await said()).toBe('0');
});

it('keeps the place on the page, and what was unfolded, over updates and a reload', async () => {
  panel = await openPanel();
  await panel.send(pages.tried);
  await panel.page.getByText('As a list').click();
  await panel.page.evaluate(() => scrollTo(0, 400));
  const scrolled = (): Promise<number> => panel.page.evaluate(() => scrollY);
  await expect.poll(scrolled).toBe(400);
  const before = 400;
  const more = { ...pages.tried.incident, count: 9, moments: pages.tried.incident.moments.slice(1) };
  await panel.send({ page: 'incident', incident: more, incidents: [summary(more)] });
  await panel.page.locator('.eyebrow').getByText('9 failed calls').waitFor();
  expect(await panel.page.locator('.moments').isVisible()).toBe(true);
  expect(Math.abs((await scrolled()) - before)).toBeLessThan(2);
  await expect.poll(async () => (await panel.memory())?.kept?.['scrolled']).toBe(String(before));

  await panel.page.reload();
  await panel.send(pages.tried);
  await expect.poll(scrolled).toBe(before);
  expect(await panel.page.locator('.moments').isVisible()).toBe(true);
});

it('begins another incident at its top', async () => {
  panel = await openPanel();
  await panel.send(pages.tried);
  await panel.page.evaluate(() => scrollTo(0, 300));
  await panel.send(pages.billing);
  await expect.poll(() => panel.page.evaluate(() => scrollY)).toBe(0);
});

it('keeps the focus near where a button was that is there no more', async () => {
  panel = await openPanel();
  await panel.send(pages.fixable);
  await panel.page.getByRole('button', { name: 'Switch the model of Cline…' }).focus();
  const { actions } = incident;
  await panel.send(grown(4, { actions: actions.filter(({ action }) => action !== 'switch-model') }));
  await expect.poll(() => panel.page.evaluate(() => document.activeElement?.className)).toBe('plan');
  await panel.page.keyboard.press('Tab');
  expect(await focused()).toBe('Wait, then retry in Cline');
});
