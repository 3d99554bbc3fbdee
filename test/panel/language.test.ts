import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readText } from '../manifest/readManifest.js';
import { launchBrowser, openPanelPage } from './panelPage.js';
import { NOW, pages } from './states.js';

const bundle = z.record(z.string(), z.string()).parse(JSON.parse(readText('media/l10n/bundle.l10n.zh-cn.json')));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('speaks the language of the editor, from the first page on', async () => {
  const { page, send, complaints } = await openPanelPage(browser, { now: NOW, language: { language: 'zh-cn', bundle } });
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-cn');
  await send(pages.quiet);
  expect(await page.locator('h1').innerText()).toMatch(/^\p{Script=Han}/u);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('keeps marks of HTML in a text as they are', async () => {
  const hostile = { '"><img src=x onerror=alert(1)>&amp;': '"><script>alert(1)</script>&quot;' };
  const language = { language: 'zh-cn', bundle: hostile };
  const { page, complaints } = await openPanelPage(browser, { now: NOW, language });
  expect(await page.evaluate(() => JSON.parse(document.documentElement.dataset['l10n'] ?? ''))).toEqual(hostile);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('is marked as English where the editor speaks a language that there are no texts in', async () => {
  const { page } = await openPanelPage(browser, { now: NOW, language: { language: 'fr', bundle: undefined } });
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.context().close();
});
