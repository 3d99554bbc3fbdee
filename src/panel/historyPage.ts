import { element } from './element.js';
import { historyPicture } from './historyPicture.js';
import type { By, Span } from './historyRows.js';
import type { HistoryView } from './messages.js';
import { pageHeading } from './pageHeading.js';
import type { PageTools } from './pageTools.js';
import { RegionList, type Region } from './regions.js';
import { t } from './t.js';

const HOUR_MS = 60 * 60_000;

/** Failures and recoveries over hours and days. */
export function historyPage(history: HistoryView, tools: PageTools): Region[] {
  return [
    { key: 'history/header', data: null, build: () => element('header', {}, pageHeading(t('History'))) },
    // With each hour the bars move on.
    { key: 'history/body', data: [history, Math.floor(tools.now / HOUR_MS)], build: () => historyBody(history, tools) },
  ];
}

/** The switches, and the picture that they choose; kept over updates and a reload. */
function historyBody(history: HistoryView, tools: PageTools): HTMLElement {
  const { memory } = tools;
  const body = element('div', { class: 'history' });
  const regions = new RegionList(body);
  const draw = (): void => {
    const span: Span = memory.read('history/span') === 'hours' ? 'hours' : 'days';
    const by: By = memory.read('history/by') === 'category' ? 'category' : 'provider';
    const choose = (name: string, value: string): void => {
      memory.keep(name, value);
      draw();
    };
    regions.show([
      {
        key: 'switches',
        data: [span, by],
        build: () =>
          element(
            'div',
            { class: 'switches' },
            choice(t('Span of time'), 'history/span', span, { hours: t('24 hours'), days: t('14 days') }, choose),
            choice(t('Rows'), 'history/by', by, { provider: t('By provider'), category: t('By category') }, choose),
          ),
      },
      { key: 'picture', data: [span, by], build: () => historyPicture(history, span, by, tools) },
    ]);
  };
  draw();
  return body;
}

/** One of few, each a button. */
function choice(
  label: string,
  name: string,
  chosen: string,
  values: Readonly<Record<string, string>>,
  choose: (name: string, value: string) => void,
): HTMLElement {
  return element(
    'div',
    { class: 'choice', attributes: { role: 'group', 'aria-label': label } },
    ...Object.entries(values).map(([value, text]) =>
      element(
        'button',
        {
          focusKey: `${name}/${value}`,
          onClick: () => choose(name, value),
          attributes: { type: 'button', 'aria-pressed': String(value === chosen) },
        },
        text,
      ),
    ),
  );
}
