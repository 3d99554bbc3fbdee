/** A fresh browser-hosted VS Code with Unwrap and the stand-in assistant in it, opened in a headless Chromium: one a test file. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildStandIn, provideUnwrap } from './buildExtensions.js';
import { provideCodeServer } from './codeServer.js';
import { startFailingProvider } from './failingProvider.js';
import { findChromium } from './findChromium.js';
import { makeScratch, type Scratch } from './scratch.js';
import { serveWorkbench } from './serveWorkbench.js';
import { WorkbenchPage } from './workbenchPage.js';

export interface OpenWorkbench {
  readonly window: WorkbenchPage;
  /** A further window, on the same workspace. */
  readonly openWindow: () => Promise<WorkbenchPage>;
  readonly scratch: Scratch;
  /** The failing provider's address. */
  readonly provider: string;
  readonly writeSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly close: () => Promise<void>;
}

const root = path.resolve(import.meta.dirname, '..', '..');
const cache = path.join(root, '.cache');
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The gallery would be asked at every start. */
const offline = { EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }) };

/** A script after which the clock that a program asks is shifted. Timers and the files' times stay what they are. */
const shiftedDate = (ms: number): string => `globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(Date.now());
    else super(...given);
  }
  static now() {
    return super.now() + ${ms};
  }
};`;

/** Where the script stands; the stand-in lets it run in the extension host, which takes no options of Node. */
async function writeClock({ home }: Scratch, ms: number): Promise<string> {
  const file = path.join(home, 'shiftClock.cjs');
  await writeFile(file, shiftedDate(ms));
  return file;
}

const say = (text: string): void => console.log(text);

/** How the window is looked at. */
export interface Look {
  /** As `zh-cn`; without it English. VS Code takes one for which the profile has a language pack. */
  readonly language?: string;
  /** The path of the VSIX that is installed; without it, one that is made of the sources as they are. */
  readonly vsix?: string;
  /** Pixels of a picture to one of the window. */
  readonly scale?: number;
  /** Whether the editor asks for trust in the workspace, which then is not given. */
  readonly isRestricted?: boolean;
  /** Milliseconds that the clocks of the window, of its extensions and of what they start are put ahead, or back. */
  readonly clockShiftMs?: number;
}

/** `prepare` writes what a person has who has used the editor before; `standIns` are other assistants beside the usual one, by folder. */
export async function openWorkbench(
  prepare: (scratch: Scratch, provider: string) => Promise<void> = async () => {},
  standIns: readonly string[] = [],
  { language, vsix, scale = 1, isRestricted = false, clockShiftMs = 0 }: Look = {},
): Promise<OpenWorkbench> {
  const endings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    const executablePath = findChromium();
    const server = await provideCodeServer(cache, say);
    const extensions = [vsix ?? (await provideUnwrap(root, say)), await buildStandIn(root, cache)];
    for (const name of standIns) extensions.push(await buildStandIn(root, cache, undefined, name));
    const provider = await startFailingProvider();
    endings.push(provider.close);
    const scratch = await makeScratch();
    endings.push(scratch.remove);
    const clock = clockShiftMs === 0 ? '' : await writeClock(scratch, clockShiftMs);
    const writeSettings: OpenWorkbench['writeSettings'] = (settings) =>
      scratch.writeSettings({ 'standIn.provider': provider.url, 'standIn.clock': clock, ...settings });
    await writeSettings({});
    await prepare(scratch, provider.url);
    const workbench = await serveWorkbench({ server, scratch, extensions, port: 0, env: offline, language, isRestricted });
    endings.push(workbench.end);
    const browser = await chromium.launch({ executablePath, args: browserArguments });
    endings.push(() => browser.close());
    const context = await browser.newContext({
      viewport: { width: 1280, height: 1000 },
      deviceScaleFactor: scale,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (clockShiftMs !== 0) await context.addInitScript(shiftedDate(clockShiftMs));
    const openWindow = async (): Promise<WorkbenchPage> => {
      const page = await context.newPage();
      await page.goto(workbench.url);
      const opened = new WorkbenchPage(page, provider);
      await opened.untilUnwrapRuns();
      return opened;
    };
    const window = await openWindow();
    return { window, openWindow, scratch, provider: provider.url, writeSettings, close };
  } catch (error) {
    await close();
    throw error;
  }
}
