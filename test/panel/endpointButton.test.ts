import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPanelPage } from './panelPage.js';
import { NOW, pages } from './states.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('offers to start the endpoint, its base URL where it runs, and neither where it may not be used', async () => {
  const panel = await openPanelPage(browser, { now: NOW });
  const { incident } = pages['thrown-away'];
  await panel.send({ page: 'incident', incident: { ...incident, endpoint: 'off' }, incidents: [] });
  await panel.page.getByRole('button', { name: 'Start the endpoint' }).click();
  expect(await panel.asked()).toContainEqual({ request: 'start-endpoint' });
  await panel.send({ page: 'incident', incident: { ...incident, endpoint: 'running' }, incidents: [] });
  await panel.page.getByRole('button', { name: 'Copy the endpoint’s base URL' }).click();
  expect(await panel.asked()).toContainEqual({ request: 'copy-base-url', incident: incident.id });
  await panel.send({ page: 'incident', incident: { ...incident, endpoint: null }, incidents: [] });
  await panel.page.getByRole('button', { name: 'Copy the endpoint’s base URL' }).waitFor({ state: 'detached' });
  expect(await panel.page.getByRole('button', { name: 'Start the endpoint' }).count()).toBe(0);
  expect(panel.complaints).toEqual([]);
  await panel.page.context().close();
});
