import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { choicesOf, filterIncidents, NO_FILTER } from '../../src/panel/incidentFilter.js';
import type { HistoryView, IncidentSummary, PanelState } from '../../src/panel/messages.js';
import { manyIncidents } from './manyIncidents.js';
import type { PanelPage, PanelView } from './panelPage.js';
import { NOW } from './states.js';
import { usePanels } from './usePanels.js';

const history: HistoryView = { places: [], cells: [], traffic: [], endpoint: null };
const state = (incidents: readonly IncidentSummary[]): PanelState => ({ page: 'history', history, incidents: [...incidents] });

describe('the filter', () => {
  const incidents = manyIncidents(40);
  const found = (filter: Partial<typeof NO_FILTER>): string[] =>
    filterIncidents(incidents, { ...NO_FILTER, ...filter }).map(({ short }) => short);

  it('lets all through until something is asked for, in their order', () => {
    expect(filterIncidents(incidents, NO_FILTER)).toEqual(incidents);
    expect(filterIncidents(incidents, { ...NO_FILTER, search: '  ' })).toEqual(incidents);
  });

  it('finds each word anywhere in the cause, the model, the tools, those who were asked and the request id', () => {
    expect(new Set(found({ search: 'RATE-LIMITING' }))).toEqual(new Set(['Bedrock rate limit']));
    expect(new Set(found({ search: 'opus' }))).toEqual(new Set(['Anthropic overloaded']));
    expect(new Set(found({ search: 'codex' }))).toEqual(new Set(['Context too long']));
    expect(new Set(found({ search: 'openrouter glm' }))).toEqual(new Set(['OpenRouter needs credit']));
    expect(found({ search: 'req_000007' })).toHaveLength(1);
    expect(found({ search: 'openrouter opus' })).toEqual([]);
  });

  it('takes a provider by what stands behind a gateway and by the gateway', () => {
    expect(new Set(found({ provider: 'bedrock' }))).toEqual(new Set(['Bedrock rate limit']));
    expect(new Set(found({ provider: 'openrouter' }))).toEqual(new Set(['Bedrock rate limit', 'OpenRouter needs credit']));
  });

  it('narrows by all that is asked for', () => {
    expect(new Set(found({ tool: 'cline', category: 'billing' }))).toEqual(new Set(['OpenRouter needs credit']));
    expect(found({ tool: 'codex', category: 'billing' })).toEqual([]);
  });

  it('offers each tool, provider and category once, by name', () => {
    const { tools, providers, categories } = choicesOf(incidents);
    expect(tools.map(({ name }) => name)).toEqual(['Claude Code', 'Cline', 'Codex']);
    expect(providers.map(({ name }) => name)).toEqual(['Amazon Bedrock', 'Anthropic', 'OpenAI', 'OpenRouter']);
    expect(categories).toHaveLength(5);
  });
});

describe('the list', () => {
  const openPanel = usePanels();
  let panel: PanelPage;

  const lines = (): Locator => panel.page.locator('.incident-line');
  const shownLines = async (): Promise<string[]> => panel.page.locator('.incident-line .what').allTextContents();
  const focused = (): Promise<string | null> =>
    panel.page.evaluate(() =>
      document.activeElement instanceof HTMLElement ? (document.activeElement.dataset['focusKey'] ?? null) : null,
    );
  const said = (): Promise<string | null> => panel.page.locator('.incident-list [role=status]').textContent();

  async function open(count: number, view: Partial<PanelView> = {}): Promise<void> {
    panel = await openPanel(view);
    await panel.send(state(manyIncidents(count)));
    await lines().first().waitFor();
  }

  it('is grouped by day, newest first, and says of each what, where, when, how often and how it stands', async () => {
    await open(60);
    expect(await panel.page.locator('.day h3').allTextContents()).toEqual(['Today', 'Yesterday', 'Wednesday, November 18']);
    const named = (name: string): Promise<number> => panel.page.getByRole('button', { name, exact: true }).count();
    expect(await named('Bedrock rate limit 14:02 Cline · Amazon Bedrock behind OpenRouter Waits until 14:02:29')).toBe(1);
    expect(await named('Cause unknown 10:54 A text you gave 5 failed calls Open')).toBe(1);
  });

  it('says that a wait is over when it is', async () => {
    await open(3, { handClock: true });
    expect(await lines().first().textContent()).toContain('Waits until 14:02:29');
    await panel.page.clock.runFor(12_500);
    expect(await lines().first().textContent()).toMatch(/Open$/);
  });

  it('opens an incident by a click and by Enter', async () => {
    await open(10);
    await lines().nth(2).click();
    await lines().nth(3).focus();
    await panel.page.keyboard.press('Enter');
    expect(await panel.asked()).toEqual(
      expect.arrayContaining([
        { request: 'show-incident', id: 'incident-2' },
        { request: 'show-incident', id: 'incident-3' },
      ]),
    );
  });

  it('is one stop of the Tab key; the arrow keys lead through it, over days', async () => {
    await open(60);
    await panel.page.getByRole('searchbox').focus();
    await panel.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('incident-incident-0');
    await panel.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('incident-incident-1');
    await panel.page.keyboard.press('End');
    expect(await focused()).toBe('incident-incident-59');
    await panel.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('incident-incident-59');
    await panel.page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('incident-incident-58');
    await panel.page.keyboard.press('Tab');
    expect(await focused()).toBe('show-history');
    await panel.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('incident-incident-58');
    await panel.page.keyboard.press('Home');
    expect(await focused()).toBe('incident-incident-0');
  });

  it('keeps the focus on an incident that fails again, and moves to today', async () => {
    await open(60);
    await lines().nth(40).focus();
    const again = manyIncidents(60);
    const [failed] = again.splice(40, 1);
    if (failed) again.unshift({ ...failed, lastAt: NOW, count: 99 });
    await panel.send(state(again));
    await panel.page.getByText('99 ×').waitFor();
    expect(await focused()).toBe('incident-incident-40');
  });

  it('narrows down, says once how many are left, and keeps it over updates and a reload', async () => {
    await open(60);
    await panel.page.getByRole('searchbox').pressSequentially('openrouter', { delay: 20 });
    await panel.page.getByLabel('Category').selectOption('billing');
    expect(new Set(await shownLines())).toEqual(new Set(['OpenRouter needs credit']));
    expect(await panel.page.locator('.matches').textContent()).toContain('12 of 60 incidents');
    await expect.poll(said).toBe('12 of 60 incidents');
    await panel.send(state(manyIncidents(80)));
    await expect.poll(() => panel.page.locator('.matches').textContent()).toContain('16 of 80 incidents');
    expect(await said()).toBe('12 of 60 incidents');
    expect(await panel.page.getByRole('searchbox').inputValue()).toBe('openrouter');
    const kept = await panel.memory();
    await panel.page.addInitScript((memory) => Object.assign(window.recorded, { memory }), kept);
    await panel.page.reload();
    await panel.send(state(manyIncidents(60)));
    await expect.poll(() => panel.page.locator('.matches').textContent()).toContain('12 of 60 incidents');
    expect(await panel.page.getByLabel('Category').inputValue()).toBe('billing');
  });

  it('says that nothing matches, and shows all again', async () => {
    await open(60);
    await panel.page.getByRole('searchbox').fill('nothing like it');
    await panel.page.getByText('No incident matches.').waitFor();
    expect(await lines().count()).toBe(0);
    await panel.page.getByRole('button', { name: 'Show all' }).click();
    expect(await lines().count()).toBe(60);
    expect(await focused()).toBe('filter/search');
  });

  it('offers no choice where there is none to make', async () => {
    await open(1);
    expect(await panel.page.getByRole('searchbox').count()).toBe(0);
    await panel.send(state([]));
    await panel.page.getByText('No incident so far.').waitFor();
  });

  it('draws of five hundred only what has changed', async () => {
    await open(1);
    const again = manyIncidents(500);
    Object.assign(again[250] ?? {}, { count: 9999 });
    await panel.send(state(manyIncidents(500)));
    await expect.poll(() => lines().count()).toBe(500);
    await panel.page.evaluate(() => {
      for (const line of document.querySelectorAll('.incident-line')) line.classList.add('as-before');
    });
    await panel.send(state(again));
    await panel.page.getByText('9,999 ×').waitFor();
    expect(await panel.page.locator('.incident-line.as-before').count()).toBe(499);
  });
});
