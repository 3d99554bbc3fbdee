import { l10n } from 'vscode';
import { advise } from '../engine/advise.js';
import type { FixKind } from '../engine/model.js';
import { unreachable } from '../engine/unreachable.js';
import type { Incident } from '../incidents/incident.js';
import type { ActionView, FixAction } from '../panel/messages.js';

/** One button's worth of the advice: a notification cuts off what is longer than two or three words. */
export type QuickFix = { readonly label: string } & (
  | { readonly by: 'action'; readonly action: FixAction }
  /** The provider's own page, by the advice's place. */
  | { readonly by: 'link'; readonly index: number }
);

/**
 * What to do now, and what mends the cause: of each the first that a click can begin.
 *
 * @param actions what Unwrap itself can do, by the advice that it serves
 */
export function quickFixes({ diagnosis }: Incident, actions: readonly ActionView[]): QuickFix[] {
  const advice = advise(diagnosis);
  const found: QuickFix[] = [];
  for (const when of ['now', 'fix'] as const) {
    const choices = advice.flatMap((each, index): QuickFix[] => {
      if (each.when !== when) return [];
      const own = actions.find((action) => action.advice === index);
      const begun: QuickFix[] = own ? [{ by: 'action', label: labelOf(own.action), action: own.action }] : [];
      const page: QuickFix[] = each.link === undefined ? [] : [{ by: 'link', label: pageOf(each.kind), index }];
      // A page of the provider's mends what a look from here only tells of.
      return when === 'now' ? begun.concat(page) : page.concat(begun);
    });
    found.push(...choices.slice(0, 1));
  }
  return found;
}

function labelOf(action: FixAction): string {
  switch (action) {
    case 'retry':
      return l10n.t('Retry');
    case 'switch-model':
      return l10n.t('Switch Model…');
    case 'point-at-endpoint':
      return l10n.t('Use Endpoint…');
    case 'reveal-cause':
      return l10n.t('Find Cause…');
    case 'check-provider':
      return l10n.t('Check Status');
    case 'check-model':
      return l10n.t('Look Up Model');
    case 'send-test':
      return l10n.t('Send Test');
    case 'copy-report':
      return l10n.t('Copy Report');
    case 'undo-fix':
      return l10n.t('Undo Fix');
    default:
      return unreachable(action);
  }
}

function pageOf(kind: FixKind): string {
  if (kind === 'open-billing') return l10n.t('Open Billing');
  if (kind === 'check-key') return l10n.t('Open Keys');
  if (kind === 'raise-limits') return l10n.t('Open Limits');
  if (kind === 'check-model-id') return l10n.t('Open Models');
  return l10n.t('Open Page');
}
