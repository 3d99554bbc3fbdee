import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../workbench/findChromium.js';
import { toIndexedPng } from './indexedPng.js';

/** As stores ask for it. */
const SIZE = { width: 128, height: 128 };

/** `icon.png` of `icon.svg`, as Chromium draws it. */
export async function drawIcon(folder: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: SIZE });
    const svg = await readFile(path.join(folder, 'icon.svg'), 'utf8');
    await page.setContent(`<body style="margin: 0">${svg}</body>`);
    const drawn = await page.locator('svg').screenshot({ omitBackground: true });
    await writeFile(path.join(folder, 'icon.png'), toIndexedPng(drawn));
  } finally {
    await browser.close();
  }
}
