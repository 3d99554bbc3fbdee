import { element } from './element.js';
import { historyBars, rateBar, swatch } from './historyBars.js';
import { hasRate, historyRows, trafficRows, type By, type HistoryRows, type Span } from './historyRows.js';
import { historyTable } from './historyTable.js';
import { bucketName, ticksOf } from './historyTimes.js';
import { HistoryWords } from './historyWords.js';
import type { HistoryView } from './messages.js';
import type { PageTools } from './pageTools.js';
import { t } from './t.js';
import { number } from './time.js';

/** Small pictures of one scale, one a provider or category, who costs the most first; each with its verdict in words. */
export function historyPicture(
  history: HistoryView,
  span: Span,
  by: By,
  { now, memory }: Pick<PageTools, 'now' | 'memory'>,
): HTMLElement {
  const picture = historyRows(history, span, by, now);
  const words = new HistoryWords(history.places, by, span);
  if (picture.rows.length === 0) return nothing(span);
  const lead = words.lead(picture);
  return element(
    'div',
    { class: 'picture' },
    lead === null ? null : element('p', { class: 'verdict' }, lead),
    legend(picture),
    rowList(picture, span, words),
    by === 'provider' ? trafficList(history, span, now, words) : null,
    historyTable(picture, span, by, words, memory),
  );
}

function nothing(span: Span): HTMLElement {
  return element(
    'div',
    { class: 'picture' },
    element(
      'p',
      { class: 'verdict' },
      span === 'hours'
        ? t('No failed call was counted in the last 24 hours.')
        : t('No failed call was counted in the last 14 days.'),
    ),
    element(
      'p',
      { class: 'lead' },
      t(
        'Each failed call is counted here by the hour, with who failed and why, and each one that the endpoint recovers. Nothing of what was asked or answered is kept.',
      ),
    ),
  );
}

function legend({ most }: HistoryRows): HTMLElement {
  return element(
    'p',
    { class: 'legend muted' },
    element('span', {}, swatch('failed'), t('Failed')),
    element('span', {}, swatch('recovered'), t('Recovered by the endpoint')),
    element('span', {}, t('One scale in all rows; highest bar: {count}.', { count: number(most) })),
  );
}

function rowList(picture: HistoryRows, span: Span, words: HistoryWords): HTMLElement {
  const ticks = ticksOf(picture, span);
  const dates = (): HTMLElement => axis(ticks, picture.starts.length);
  const marks = ticks.map(({ at }) => at);
  const rows = picture.rows.map((row, index) => {
    const titleOf = (at: number): string => {
      const { failed = 0, recovered = 0 } = row.buckets[at] ?? {};
      const args = { time: bucketName(picture, at, span), failed: number(failed), recovered: number(recovered) };
      return t('{time}: {failed} failed, {recovered} recovered', args);
    };
    return element(
      'li',
      { class: 'history-row' },
      element('h2', {}, words.rowName(row.key)),
      element('p', {}, words.verdict(row)),
      historyBars(row.buckets, picture, marks, titleOf),
      index === 0 ? dates() : null,
    );
  });
  return element('div', { class: 'history-rows' }, element('ol', {}, ...rows), rows.length > 1 ? dates() : null);
}

/** Under the first row and the last; placed by a grid of as many columns as there are bars. */
function axis(ticks: ReturnType<typeof ticksOf>, columns: number): HTMLElement {
  const places = Array.from({ length: columns }, (_, at) =>
    element('span', {}, ticks.find((tick) => tick.at === at)?.text ?? ''),
  );
  return element('div', { class: 'axis muted', attributes: { 'aria-hidden': 'true' } }, ...places);
}

/** Failures alone do not tell a bad provider from a much used one; where the endpoint sees what succeeds, the rate does. */
function trafficList(history: HistoryView, span: Span, now: number, words: HistoryWords): HTMLElement | null {
  const rows = trafficRows(history, span, now);
  if (rows.length === 0) {
    if (history.endpoint === null) return null;
    const hint = t(
      'How many calls succeed is known of those that go through the local endpoint: with it, a rate stands here for each provider.',
    );
    return element('p', { class: 'lead' }, hint);
  }
  return element(
    'section',
    { class: 'rates', attributes: { 'aria-labelledby': 'rates-heading' } },
    element('h2', { attributes: { id: 'rates-heading' } }, t('Of the calls through the endpoint')),
    element(
      'ul',
      {},
      ...rows.map((row) =>
        element(
          'li',
          {},
          element('span', { class: 'upstream' }, row.name),
          hasRate(row) ? rateBar(row.failed / row.calls) : element('span', {}),
          element('span', { class: 'muted' }, words.traffic(row)),
        ),
      ),
    ),
  );
}
