import { element } from './element.js';
import type { HistoryView } from './messages.js';
import { pageHeading } from './pageHeading.js';
import type { PageTools } from './pageTools.js';
import type { Region } from './regions.js';
import { t } from './t.js';

/** Failures and recoveries over hours and days. */
export function historyPage(history: HistoryView, _tools: PageTools): Region[] {
  return [{ key: 'history/header', data: history, build: () => element('header', {}, pageHeading(t('History'))) }];
}
