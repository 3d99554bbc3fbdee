import { element } from './element.js';
import type { IncidentView } from './messages.js';
import { t } from './t.js';
import { number, percent, span } from './time.js';

/** The particulars, for a report or a closer look: ids and codes as they stand in logs. */
export function factList(
  {
    facts,
    count,
    firstAt,
    lastAt,
    tools,
    isSample,
  }: Pick<IncidentView, 'facts' | 'count' | 'firstAt' | 'lastAt' | 'tools' | 'isSample'>,
  now: number,
): HTMLElement {
  const rows: readonly (readonly [string, string | null])[] = [
    [t('Seen in'), tools.length > 0 ? tools.join(', ') : isSample ? t('a sample') : t('a text that you gave')],
    [t('When'), span(firstAt, lastAt, now)],
    [t('Failed calls'), number(count)],
    [t('Category'), facts.category],
    [t('Status'), facts.status === null ? null : String(facts.status)],
    [t('Code'), facts.code],
    [t('Provider'), facts.provider],
    [t('Gateway'), facts.gateway],
    [t('Model'), facts.model],
    [t('Request ID'), facts.requestId],
    [t('Confidence'), percent(facts.confidence)],
  ];
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'facts-heading' } },
    element('h2', { attributes: { id: 'facts-heading' } }, t('Particulars')),
    element(
      'dl',
      { class: 'facts' },
      ...rows.map(([name, value]) =>
        value === null || value === '' ? null : element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
  );
}
