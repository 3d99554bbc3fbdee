import { disclosure } from './disclosure.js';
import { element } from './element.js';
import type { By, HistoryRows, Span } from './historyRows.js';
import { bucketName } from './historyTimes.js';
import type { HistoryWords } from './historyWords.js';
import type { Memory } from './memory.js';
import { t } from './t.js';
import { number } from './time.js';

/** The picture in numbers, newest first: for screen readers, and for who wants to read them. */
export function historyTable(picture: HistoryRows, span: Span, by: By, words: HistoryWords, memory: Memory): HTMLElement {
  const lines = picture.rows.flatMap(({ key, buckets }) =>
    buckets.flatMap((counts, at) => (counts.failed + counts.recovered === 0 ? [] : [{ key, at, ...counts }])),
  );
  lines.sort((left, right) => right.at - left.at);
  const heads = [
    span === 'hours' ? t('Hour') : t('Day'),
    by === 'provider' ? t('Provider') : t('Category'),
    t('Failed'),
    t('Recovered'),
  ];
  return disclosure(
    'history-table',
    t('The same in numbers'),
    memory,
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { attributes: { scope: 'col' } }, head)))),
      element(
        'tbody',
        {},
        ...lines.map(({ key, at, failed, recovered }, index) =>
          element(
            'tr',
            {},
            lines[index - 1]?.at === at
              ? null
              : element(
                  'th',
                  { attributes: { scope: 'rowgroup', rowspan: String(lines.filter((line) => line.at === at).length) } },
                  bucketName(picture, at, span),
                ),
            element('td', {}, words.rowName(key)),
            element('td', { class: 'number' }, number(failed)),
            element('td', { class: 'number' }, number(recovered)),
          ),
        ),
      ),
    ),
  );
}
