import { describe, expect, it } from 'vitest';
import { historyRows, trafficRows } from '../../src/panel/historyRows.js';
import type { HistoryView, PanelState } from '../../src/panel/messages.js';
import { noHistory, oneFailure, storm, twoWeeks } from './historyStates.js';
import type { PanelPage, PanelView } from './panelPage.js';
import { NOW } from './states.js';
import { usePanels } from './usePanels.js';

const HOUR = 60 * 60_000;

describe('the rows', () => {
  it('put who costs the most first, and say what it mostly is', () => {
    const { rows, failed } = historyRows(twoWeeks, 'days', 'provider', NOW);
    expect(rows.map(({ key }) => key)).toEqual(['0', '1', '2', '3']);
    expect(rows[0]?.mostly.key).toBe('rate_limit');
    expect(rows.reduce((sum, row) => sum + row.failed, 0)).toBe(failed);
  });

  it('are of one scale, and a bucket for each hour or day', () => {
    const hours = historyRows(storm, 'hours', 'provider', NOW);
    expect(hours.starts).toHaveLength(24);
    expect(hours.most).toBe(242);
    expect(historyRows(storm, 'days', 'category', NOW).starts).toHaveLength(14);
  });

  it('leave out what is older, and what a wrong clock has put ahead', () => {
    const hour = Math.floor(NOW / HOUR);
    const cells = [hour + 5, hour + 9000, hour - 24, hour - 9000].map((at) => ({
      hour: at,
      place: 0,
      category: 'timeout',
      failed: 1,
      recovered: 0,
    }));
    expect(historyRows({ cells }, 'hours', 'provider', NOW).rows).toEqual([]);
    expect(historyRows({ cells }, 'days', 'provider', NOW).failed).toBe(2);
  });

  it('put the many who cost little into one', () => {
    const cells = Array.from({ length: 30 }, (_, place) => ({
      hour: Math.floor(NOW / HOUR),
      place,
      category: 'timeout',
      failed: 1 + place,
      recovered: 0,
    }));
    const { rows, failed } = historyRows({ cells }, 'hours', 'provider', NOW);
    expect(rows).toHaveLength(10);
    expect(rows.at(-1)?.key).toBe('rest');
    expect(rows.reduce((sum, row) => sum + row.failed, 0)).toBe(failed);
  });

  it('of the traffic begin with who fails most often', () => {
    expect(trafficRows(twoWeeks, 'days', NOW).map(({ name }) => name)).toEqual(['OpenRouter', 'Anthropic', 'Mistral']);
    expect(trafficRows(twoWeeks, 'hours', NOW).map(({ name }) => name)).toEqual(['OpenRouter', 'Mistral']);
  });
});

describe('the history', () => {
  const openPanel = usePanels();
  let panel: PanelPage;

  async function open(history: HistoryView, view: Partial<PanelView> = {}): Promise<void> {
    panel = await openPanel(view);
    await show(history);
  }

  async function show(history: HistoryView): Promise<void> {
    const state: PanelState = { page: 'history', history, incidents: [] };
    await panel.send(state);
    await panel.page.locator('.picture').waitFor();
  }
  const said = (): Promise<string | null> => panel.page.locator('.picture').textContent();
  const names = (): Promise<string[]> => panel.page.locator('.history-row h2').allTextContents();
  const verdicts = (): Promise<string[]> => panel.page.locator('.history-row p').allTextContents();
  const press = (name: string): Promise<void> => panel.page.getByRole('button', { name }).click();

  const fill = (selector: string): Promise<string> =>
    panel.page
      .locator(`.bars ${selector}`)
      .first()
      .evaluate((node) => getComputedStyle(node).fill);

  it('says at once which provider is worth leaving, and of each what it costs', async () => {
    await open(twoWeeks);
    expect(await panel.page.locator('.verdict').textContent()).toBe(
      'Amazon Bedrock behind OpenRouter fails you most: 68 of 81 failed calls.',
    );
    expect(await names()).toEqual(['Amazon Bedrock behind OpenRouter', 'OpenRouter', 'Anthropic', 'Provider not known']);
    expect(await verdicts()).toEqual([
      '68 failed calls on 12 days, mostly rate limit. 30 more were recovered by the endpoint.',
      '9 failed calls, all billing.',
      '3 failed calls on 2 days, mostly context too long. 8 more were recovered by the endpoint.',
      '1 failed call: unknown cause.',
    ]);
  });

  it.each([
    ['nobody who is known', [3, 3, 0], 9],
    ['one of two that fail alike', [0, 1, 2], 5],
  ])('advises to leave %s no more than another', async (_, [most = 0, other = 0, few = 0], count) => {
    const hour = Math.floor(NOW / 3_600_000);
    const cell = (place: number, failed: number, category = 'billing') => ({ hour, place, category, failed, recovered: 0 });
    const cells = [cell(most, count, 'overloaded'), cell(other, 5), cell(few, 1)];
    await open({ ...twoWeeks, cells, traffic: [] });
    expect(await panel.page.locator('.verdict').textContent()).toBe('No provider stands out.');
  });

  it('says of two causes that are as frequent that they are several', async () => {
    const hour = Math.floor(NOW / 3_600_000);
    const cells = ['billing', 'overloaded'].map((category) => ({ hour, place: 0, category, failed: 2, recovered: 0 }));
    await open({ ...twoWeeks, cells, traffic: [] });
    expect(await verdicts()).toEqual(['4 failed calls, of several causes.']);
  });

  it('turns to hours and to causes, and keeps both over updates', async () => {
    await open(twoWeeks);
    await press('24 hours');
    await press('By category');
    expect(await names()).toContain('Rate limit');
    expect(await panel.page.locator('.bars').first().locator('.bar').count()).toBeLessThanOrEqual(24);
    const focused = (): Promise<string | undefined> =>
      panel.page.evaluate(() =>
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['focusKey'] : undefined,
      );
    expect(await focused()).toBe('history/by/category');
    await show(storm);
    expect(await focused()).toBe('history/by/category');
    expect(await panel.page.getByRole('button', { pressed: true }).allTextContents()).toEqual(['24 hours', 'By category']);
    expect((await panel.memory())?.kept).toMatchObject({ 'history/span': 'hours', 'history/by': 'category' });
  });

  it('tells failures and recoveries apart by more than colour', async () => {
    await open(twoWeeks);
    expect(await fill('.recovered')).toBe('none');
    expect(await fill('.failed')).not.toBe('none');
  });

  it('draws no failure so small that it is not seen beside a storm', async () => {
    await open(storm);
    const heights = await panel.page
      .locator('.bars .failed')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(2.9);
    expect(Math.max(...heights)).toBeLessThanOrEqual(41);
  });

  it('gives a rate where enough calls went through the endpoint, and says where too few did', async () => {
    await open(twoWeeks);
    const rates = await panel.page.locator('.rates li').allTextContents();
    expect(rates).toEqual([
      'OpenRouter61 of 412 calls failed there: 15%.',
      'Anthropic8 of 320 calls failed there: 3%.',
      'Mistral1 of 4 calls failed there: too few to tell.',
    ]);
    expect(await panel.page.locator('.rates .rate').count()).toBe(2);
  });

  it('makes up no rate where nobody counted what succeeded', async () => {
    await open(oneFailure);
    expect(await panel.page.locator('.rates').count()).toBe(0);
    await panel.page.getByText('How many calls succeed is known of those').waitFor();
  });

  it('can be read as a table', async () => {
    await open(twoWeeks);
    await panel.page.getByText('The same in numbers').click();
    const table = panel.page.getByRole('table');
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Day', 'Provider', 'Failed', 'Recovered']);
    expect(await table.getByRole('row').nth(1).innerText()).toMatch(/^Fri, Nov 20\s+Amazon Bedrock behind OpenRouter\s+6\s+5$/);
    await show(storm);
    expect(await table.isVisible()).toBe(true);
  });

  it('teaches where nothing has failed', async () => {
    await open(noHistory);
    expect(await said()).toMatch(/^No failed call was counted in the last 14 days\.Each failed call is counted here by the hour/);
    await press('24 hours');
    expect(await said()).toContain('No failed call was counted in the last 24 hours.');
  });
});
