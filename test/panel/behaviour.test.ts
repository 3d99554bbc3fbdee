import { expect, it } from 'vitest';
import type { PanelPage, PanelView } from './panelPage.js';
import { billing, NOW, pages, rateLimit } from './states.js';
import { usePanels } from './usePanels.js';

const openPanel = usePanels();
let panel: PanelPage;

async function open(view: Partial<PanelView> = {}): Promise<void> {
  panel = await openPanel(view);
}

const focused = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.textContent ?? '');
const announced = (): Promise<string | null> => panel.page.locator('#announcer').textContent();

it('leads a keyboard from the heading to the advice and out through its link', async () => {
  await open();
  await panel.send(pages['rate-limit']);
  expect(await focused()).toBe(rateLimit.cause);
  await panel.page.keyboard.press('Tab');
  expect(await focused()).toBe('Open openrouter.ai/models');
  await panel.page.keyboard.press('Enter');
  expect(await panel.asked()).toEqual([{ request: 'ready' }, { request: 'open-link', incident: 'incident-1', index: 1 }]);
});

it('asks for what Unwrap can do: the first thing foremost, the others beside their advice and below it', async () => {
  await open();
  await panel.send(pages.fixable);
  await panel.page.keyboard.press('Tab');
  expect(await focused()).toBe('Wait, then retry in Cline');
  await panel.page.keyboard.press('Enter');
  await panel.page.getByRole('button', { name: 'Switch the model of Cline…' }).click();
  await panel.page.getByRole('button', { name: 'Copy a report' }).click();
  expect(await panel.asked()).toEqual([
    { request: 'ready' },
    { request: 'fix', incident: 'incident-1', action: 'retry' },
    { request: 'fix', incident: 'incident-1', action: 'switch-model' },
    { request: 'fix', incident: 'incident-1', action: 'copy-report' },
  ]);
  expect(await panel.page.locator('.button.primary').allInnerTexts()).toEqual(['Wait, then retry in Cline']);
  expect(await panel.page.locator('.check.bad').innerText()).toContain('Amazon Bedrock: 61.3 % up');
});

it('leads through what is done by hand, with values to copy', async () => {
  await open();
  await panel.send(pages.guide);
  await panel.page.getByRole('button', { name: 'Copy' }).click();
  await panel.page.getByRole('button', { name: 'Back to the incident' }).click();
  expect(await panel.asked()).toEqual([
    { request: 'ready' },
    { request: 'copy-value', index: 0 },
    { request: 'show-incident', id: 'incident-1' },
  ]);
});

it('shows the focus', async () => {
  await open();
  await panel.send(pages['rate-limit']);
  await panel.page.keyboard.press('Tab');
  await panel.page.keyboard.press('Tab');
  await panel.page.keyboard.press('Tab');
  const outline = await panel.page.evaluate(() => {
    const style = document.activeElement && getComputedStyle(document.activeElement);
    return `${document.activeElement?.tagName} ${style?.outlineStyle} ${style?.outlineWidth}`;
  });
  expect(outline).toBe('PRE solid 1px');
});

it('keeps the focus where it is while the incident grows', async () => {
  await open();
  await panel.send(pages['rate-limit']);
  await panel.page.keyboard.press('Tab');
  const grown = { ...rateLimit, count: 4, lastAt: NOW + 2000, retryAt: NOW + 14_000 };
  await panel.send({ page: 'incident', incident: grown, incidents: [] });
  await panel.page.locator('.eyebrow').getByText('4 failed calls').waitFor();
  expect(await focused()).toBe('Open openrouter.ai/models');
});

it('leaves what has not changed in place, with its scroll', async () => {
  await open();
  const text = `${'line\n'.repeat(200)}Too many tokens per minute${'\nline'.repeat(200)}`;
  await panel.send({ page: 'incident', incident: { ...rateLimit, text }, incidents: [] });
  const region = panel.page.getByRole('region', { name: 'Original text', exact: true });
  await region.evaluate((node) => (node.scrollTop = 77));
  await panel.send({ page: 'incident', incident: { ...rateLimit, text, count: 9 }, incidents: [] });
  await panel.page.locator('.eyebrow').getByText('9 failed calls').waitFor();
  expect(await region.evaluate((node) => node.scrollTop)).toBe(77);
});

it('scrolls the text to the words that decided', async () => {
  await open();
  const text = `${'line\n'.repeat(200)}Too many tokens per minute${'\nline'.repeat(200)}`;
  await panel.send({ page: 'incident', incident: { ...rateLimit, text }, incidents: [] });
  const seen = (): Promise<boolean> =>
    panel.page.evaluate(() => {
      const [mark, quoted] = [document.querySelector('mark'), document.querySelector('pre')];
      if (!mark || !quoted) return false;
      const [inner, outer] = [mark.getBoundingClientRect(), quoted.getBoundingClientRect()];
      return inner.top >= outer.top && inner.bottom <= outer.bottom;
    });
  await expect.poll(seen).toBe(true);
});

it('offers the wire tap where a tool threw the cause away, and says when it is on', async () => {
  await open();
  await panel.send(pages['thrown-away']);
  await panel.page.getByRole('button', { name: 'Turn on the wire tap' }).click();
  expect(await panel.asked()).toContainEqual({ request: 'ask-for-wire' });
  const shown = { tools: ['Cline'], isWireOn: true };
  await panel.send({ page: 'incident', incident: { ...pages['thrown-away'].incident, thrownAway: shown }, incidents: [] });
  await panel.page.getByText('The wire tap is on now').waitFor();
  expect(await panel.page.getByRole('button', { name: 'Turn on the wire tap' }).count()).toBe(0);
});

it('says of each layer where it was seen, and what the tool threw away', async () => {
  await open();
  await panel.send(pages.wire);
  expect(await panel.page.locator('.layer .seen').allInnerTexts()).toEqual([
    'Kept in a log of Cline.',
    'Seen on the wire.',
    'Seen on the wire. Cline threw it away.',
  ]);
});

it('moves the focus to the heading of another incident', async () => {
  await open();
  await panel.send(pages['rate-limit']);
  await panel.page.getByRole('button', { name: 'OpenRouter balance empty' }).click();
  expect(await panel.asked()).toContainEqual({ request: 'show-incident', id: 'incident-2' });
  await panel.send(pages.billing);
  await expect.poll(focused).toBe(billing.cause);
});

it('counts down, and says once that the wait is over', async () => {
  await open({ handClock: true });
  await panel.send(pages['rate-limit']);
  const timer = panel.page.getByRole('timer');
  expect(await timer.textContent()).toBe('12 sec');
  await panel.page.clock.runFor(5000);
  expect(await timer.textContent()).toBe('7 sec');
  expect(await announced()).toBe('');
  await panel.page.clock.runFor(8000);
  expect(await timer.count()).toBe(0);
  expect(await announced()).toBe('The wait is over: a retry can help now.');
  expect(await panel.page.locator('.retry').textContent()).toBe('The wait is over: a retry can help now.');
});

it('announces an incident that comes while the focus is elsewhere', async () => {
  await open();
  await panel.page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }));
  await panel.send(pages.quiet);
  await panel.send(pages['rate-limit']);
  await expect.poll(announced).toBe(rateLimit.cause);
});

it('shows hostile text as text', async () => {
  await open();
  await panel.send(pages.hostile);
  expect(await panel.page.locator('main script, main img').count()).toBe(0);
  expect(await panel.page.getByRole('heading', { level: 1 }).textContent()).toContain('<img src=x onerror=alert(1)>');
});

it('ignores a message that is no state', async () => {
  await open();
  await panel.send(pages.quiet);
  await panel.page.evaluate(() => window.postMessage({ page: 'incident', incident: { cause: 'x' } }, '*'));
  expect(await panel.page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing has failed.');
});

it('offers the clipboard, the selection and the sources where nothing has failed', async () => {
  await open();
  await panel.send(pages.quiet);
  for (const name of ['Diagnose the clipboard', 'Diagnose the selection', 'Show watched sources']) {
    await panel.page.getByRole('button', { name }).click();
  }
  const requests = (await panel.asked()).map(({ request }) => request);
  expect(requests).toEqual(['ready', 'diagnose-clipboard', 'diagnose-selection', 'show-sources']);
});

it('names the tools of which nothing was found in a line, and unfolds where they are looked for', async () => {
  await open();
  await panel.send(pages.quiet);
  const lists = panel.page.locator('.watched');
  expect(await lists.textContent()).toContain('Cline');
  expect(await lists.textContent()).not.toContain('Codex');
  expect(await panel.page.locator('p.absent').textContent()).toContain('Continue, Codex');
  await panel.send(pages.sources);
  expect(await panel.page.locator('main h2').allTextContents()).toEqual(['Cline', 'Not found here']);
  const pattern = panel.page.getByText('~/.codex/sessions/*/*/*/rollout-*.jsonl');
  expect(await pattern.isVisible()).toBe(false);
  await panel.page.getByText('Codex', { exact: true }).click();
  await expect.poll(() => pattern.isVisible()).toBe(true);
});

it('leaves a memory that brings the same page back', async () => {
  await open();
  await panel.send(pages['rate-limit']);
  expect(await panel.memory()).toMatchObject({ page: 'incident', incident: 'incident-1' });
  await panel.send(pages.sources);
  await expect.poll(panel.memory).toMatchObject({ page: 'sources', incident: null });
});
