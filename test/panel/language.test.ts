import type { Browser, Page } from 'playwright-core';
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

/** Each text marked, so that one which is not shows. */
const marked = Object.fromEntries(Object.keys(bundle).map((english) => [english, `⟦${english}⟧`]));

/** What a person reads or is read past what is marked, a piece each; a text may hold elements. */
async function piecesOf(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) found.push(texts.currentNode.textContent ?? '');
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name) ?? '');
    return found.join('\n');
  });
  let rest = said;
  for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '\n')];
  return rest.split(/\n|·/).map((piece) => piece.trim());
}

it('says every word of its own in that language', async () => {
  const language = { language: 'zh-cn', bundle: marked };
  const { page, send } = await openPanelPage(browser, { now: NOW, language });
  for (const state of Object.values(pages)) {
    await send(state);
    const given = JSON.stringify([state, 'Unwrap']);
    const pieces = (await piecesOf(page)).filter((piece) => /[A-Za-z]{2}/.test(piece));
    expect(pieces.filter((piece) => !given.includes(JSON.stringify(piece).slice(1, -1)))).toEqual([]);
  }
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
