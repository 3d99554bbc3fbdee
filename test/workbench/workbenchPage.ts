/** One window of VS Code, as a person meets it: commands by the palette, the status bar, the panel. */
import type { Frame, Locator, Page } from 'playwright-core';
import type { FailingProvider, Written } from './failingProvider.js';

const LIMIT_MS = 10_000;
/** As VS Code names the entry of an extension's item: extension id, then the item's own. */
const STATUS_ITEM = '[id="unwrap.unwrap.unwrap.status"]';

export class WorkbenchPage {
  constructor(
    readonly page: Page,
    private readonly provider: FailingProvider,
  ) {
    page.setDefaultTimeout(LIMIT_MS);
  }

  get status(): Locator {
    return this.page.locator(STATUS_ITEM);
  }

  /** The status-bar item while it alerts. */
  get alert(): Locator {
    return this.page.locator(`${STATUS_ITEM}.warning-kind`);
  }

  get quietStatus(): Locator {
    return this.page.locator(`${STATUS_ITEM}:not(.warning-kind)`);
  }

  async untilUnwrapRuns(): Promise<void> {
    await this.status.waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title in the palette, with the keyboard alone. `closes` is false of one that shows a list of its own. */
  async runCommand(title: string, closes = true): Promise<void> {
    await this.pick('F1', `>${title}`, title, closes);
  }

  /** Runs a command that asks something, until its question is there. */
  async runAsking(title: string, question: string): Promise<Locator> {
    await this.pick('F1', `>${title}`, title, false);
    const widget = this.page.locator('.quick-input-widget');
    await widget.locator('.quick-input-title', { hasText: question }).waitFor();
    return widget;
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+p', name, name);
  }

  /** Opens the quick pick by a key, types into it, and accepts its first row when that is the one that is meant. */
  private async pick(key: string, typed: string, row: string, closes = true): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const input = widget.locator('input.input');
    // A window that has just come up, or a panel that is taking the focus, may miss a key or close the list again.
    const fill = async (): Promise<boolean> => {
      if (!(await input.isVisible())) await this.page.keyboard.press(key);
      return input.fill(typed, { timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    };
    for (let tries = 0; tries < 5 && !(await fill()); tries += 1);
    await widget.locator('.monaco-list-row.focused', { hasText: row }).waitFor();
    await input.press('Enter');
    if (closes) await widget.waitFor({ state: 'hidden' });
  }

  /** Lets the stand-in's next call fail, and tells when the failure was in its log. */
  async failWith(scenario: string, limitMs = LIMIT_MS): Promise<Written> {
    const { written } = this.provider;
    const before = written.length;
    this.provider.ask(scenario);
    const deadline = Date.now() + limitMs;
    for (;;) {
      const last = written[before];
      if (last) return last;
      if (Date.now() > deadline) throw new Error(`the stand-in did not write "${scenario}"`);
      await this.pause();
    }
  }

  /** From now on, notes each time at which the status bar begins to alert. */
  async noteAlerts(): Promise<void> {
    await this.page.evaluate((selector) => {
      const times: number[] = [];
      Object.assign(globalThis, { alertTimes: times });
      let alerting = false;
      const look = (): void => {
        const now = document.querySelector(selector)?.classList.contains('warning-kind') ?? false;
        if (now && !alerting) times.push(Date.now());
        alerting = now;
      };
      const bar = document.querySelector('.part.statusbar');
      if (!bar) throw new Error('the window has no status bar');
      new MutationObserver(look).observe(bar, { subtree: true, childList: true, attributes: true });
      look();
    }, STATUS_ITEM);
  }

  /** Epoch milliseconds at which each alert began, since `noteAlerts`. */
  async alertTimes(): Promise<readonly number[]> {
    const times = await this.page.evaluate(() => Object.entries(globalThis).find(([name]) => name === 'alertTimes')?.[1]);
    return Array.isArray(times) ? times.map(Number) : [];
  }

  /** Until the window has had time to draw. */
  async pause(): Promise<void> {
    await this.page.waitForTimeout(50);
  }

  /** The panel's document, once it shows a page that says `text`. */
  async panelSaying(text: string): Promise<Frame> {
    const deadline = Date.now() + LIMIT_MS;
    for (;;) {
      for (const frame of this.page.frames()) {
        if (frame.url().includes('fake.html') && (await pageText(frame)).includes(text)) return frame;
      }
      if (Date.now() > deadline) throw new Error(`the panel does not say "${text}" but: ${await this.panelText()}`);
      await this.pause();
    }
  }

  private async panelText(): Promise<string> {
    const texts = await Promise.all(this.page.frames().map(pageText));
    return texts.join('') || '(no panel is open)';
  }
}

/** A frame may go while it is asked. */
async function pageText(frame: Frame): Promise<string> {
  try {
    const page = frame.locator('main#page');
    return (await page.count()) > 0 ? await page.innerText() : '';
  } catch {
    return '';
  }
}
