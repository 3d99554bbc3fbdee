import { categoryName } from './categoryName.js';
import { disclosure } from './disclosure.js';
import { element } from './element.js';
import type { Memory } from './memory.js';
import type { IncidentView } from './messages.js';
import { t } from './t.js';
import { number, percent, span } from './time.js';

type Rows = readonly (readonly [string, string | null])[];

/** The particulars, for a report or a closer look: ids and codes as they stand in logs. */
export function factList(
  {
    facts,
    evidence,
    count,
    firstAt,
    lastAt,
    tools,
    isSample,
  }: Pick<IncidentView, 'facts' | 'evidence' | 'count' | 'firstAt' | 'lastAt' | 'tools' | 'isSample'>,
  now: number,
  memory: Memory,
): HTMLElement {
  const status = facts.status === null ? null : String(facts.status);
  const rows: Rows = [
    [t('Seen in'), tools.length > 0 ? tools.join(', ') : isSample ? t('a sample') : t('a text that you gave')],
    [t('When'), span(firstAt, lastAt, now)],
    [t('Failed calls'), number(count)],
    [t('Category'), categoryName(facts.category)],
    [t('Status'), status],
    [t('Code'), facts.code === status ? null : facts.code],
    [t('Provider'), facts.provider],
    [t('Gateway'), facts.gateway],
    [t('Model'), facts.model],
    [t('Request ID'), facts.requestId],
  ];
  const decided: Rows = [
    [t('Decided by'), [...new Set(evidence.map(({ rule }) => rule))].join(', ')],
    [t('Confidence'), percent(facts.confidence)],
  ];
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'facts-heading' } },
    element('h2', { attributes: { id: 'facts-heading' } }, t('Particulars')),
    definitions(rows),
    disclosure('decided', t('How it was decided'), memory, definitions(decided)),
  );
}

function definitions(rows: Rows): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...rows.map(([name, value]) =>
      value === null || value === '' ? null : element('div', {}, element('dt', {}, name), element('dd', {}, value)),
    ),
  );
}
