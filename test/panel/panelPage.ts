/** Opens the panel's page in headless Chromium as VS Code would: its own HTML and policy, its variables, and a host that listens. */
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PanelMemory, PanelRequest, PanelState } from '../../src/panel/messages.js';
import { panelHtml, type PanelLanguage } from '../../src/vscode/panelHtml.js';
import { themes, type Theme } from './themes.js';

const ORIGIN = 'https://panel.test';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS.split(' ') });
}

export interface PanelPage {
  readonly page: Page;
  /** As the host sends it. */
  readonly send: (state: PanelState) => Promise<void>;
  /** What the page has asked for, `ready` included. */
  readonly asked: () => Promise<PanelRequest[]>;
  readonly memory: () => Promise<PanelMemory | null>;
  /** Errors of the page and breaches of its content policy. */
  readonly complaints: readonly string[];
  readonly setTheme: (theme: Theme) => Promise<void>;
  readonly axe: () => Promise<string[]>;
}

export interface PanelView {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  /** Epoch milliseconds that the page takes for the present. */
  readonly now: number;
  /** True where the test moves the page's clock and its timers by hand. */
  readonly handClock?: boolean;
  /** English where it is not said. */
  readonly language?: PanelLanguage;
}

/** What the host hands a page in Chinese. */
export async function chineseLanguage(): Promise<PanelLanguage> {
  const read: unknown = JSON.parse(await readFile(at('media/l10n/bundle.l10n.zh-cn.json'), 'utf8'));
  return { language: 'zh-cn', bundle: Object.fromEntries(Object.entries(Object(read))) };
}

/** `window` as the page's stubs leave it. */
interface Recorded {
  asked: PanelRequest[];
  memory: PanelMemory | null;
}

declare global {
  interface Window {
    recorded: Recorded;
    axe: {
      run: (options: object) => Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }>;
    };
  }
}

let script: Promise<string> | null = null;

function panelScript(): Promise<string> {
  script ??= build({ entryPoints: [at('src/panel/main.ts')], bundle: true, write: false, format: 'iife', target: 'es2023' }).then(
    ({ outputFiles }) => outputFiles[0]?.text ?? '',
  );
  return script;
}

export async function openPanelPage(browser: Browser, view: PanelView): Promise<PanelPage> {
  const { theme = 'dark', width = 900, height = 600, forcedColors = false } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'UTC',
    forcedColors: forcedColors ? 'active' : 'none',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  if (view.handClock === true) {
    await page.clock.install({ time: view.now - 60_000 });
    await page.clock.pauseAt(view.now);
  } else {
    await page.clock.setFixedTime(view.now);
  }
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  const assets = { script: `${ORIGIN}/panel.js`, style: `${ORIGIN}/panel.css`, source: ORIGIN };
  const files: Readonly<Record<string, readonly [string, () => Promise<string>]>> = {
    '/': ['text/html', async () => panelHtml(assets, view.language ?? { language: 'en', bundle: undefined })],
    '/panel.js': ['text/javascript', panelScript],
    '/panel.css': ['text/css', () => readFile(at('media/panel.css'), 'utf8')],
  };
  await page.route('**/*', async (route) => {
    const file = files[new URL(route.request().url()).pathname];
    if (file) await route.fulfill({ contentType: file[0], body: await file[1]() });
    else await route.fulfill({ status: 404, body: '' });
  });
  await page.addInitScript(() => {
    // As the editor keeps it: over a reload, and where the panel is moved.
    const kept: unknown = JSON.parse(sessionStorage.getItem('memory') ?? 'null');
    const recorded: Recorded = { asked: [], memory: null };
    window.recorded = recorded;
    Object.assign(window, {
      acquireVsCodeApi: () => ({
        postMessage: (request: PanelRequest) => recorded.asked.push(request),
        getState: () => recorded.memory ?? kept,
        setState: (memory: PanelMemory) => {
          recorded.memory = memory;
          sessionStorage.setItem('memory', JSON.stringify(memory));
        },
      }),
    });
  });
  const setTheme = (name: Theme): Promise<void> =>
    page.evaluate(({ body, variables }) => {
      document.body.className = body;
      document.documentElement.removeAttribute('style');
      for (const [variable, value] of Object.entries(variables)) document.documentElement.style.setProperty(variable, value);
    }, themes[name]);
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => window.recorded.asked.length > 0);
  await setTheme(theme);
  return {
    page,
    complaints,
    setTheme,
    send: async (state) => {
      await page.evaluate((message) => window.postMessage(message, '*'), state);
      await page.locator('h1').waitFor();
    },
    asked: () => page.evaluate(() => window.recorded.asked),
    memory: () => page.evaluate(() => window.recorded.memory),
    axe: () => runAxe(page),
  };
}

/** What axe calls serious or critical, with the element's beginning. */
async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(at('node_modules/axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}
