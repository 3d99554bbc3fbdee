import { advise } from '../engine/advise.js';
import type { Incident } from '../incidents/incident.js';
import type { ActionView, FixAction } from '../panel/messages.js';
import { sayText } from './sayText.js';

/** One button's worth of the advice. */
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
      const begun: QuickFix[] = own ? [{ by: 'action', label: own.label, action: own.action }] : [];
      const page: QuickFix[] = each.link === undefined ? [] : [{ by: 'link', label: sayText(each.title), index }];
      // A page of the provider's mends what a look from here only tells of.
      return when === 'now' ? [...begun, ...page] : [...page, ...begun];
    });
    found.push(...choices.slice(0, 1));
  }
  return found;
}
