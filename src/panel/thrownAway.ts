import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { IncidentView } from './messages.js';
import { t } from './t.js';

/**
 * That the tools kept nothing of the cause, and what would see it the next time.
 * @param isPrimary where nothing else can be done about it at a click
 */
export function thrownAway(
  { tools, isWireOn }: NonNullable<IncidentView['thrownAway']>,
  isPrimary: boolean,
  ask: Ask,
): HTMLElement {
  return element(
    'section',
    { class: 'thrown-away', attributes: { 'aria-labelledby': 'thrown-away-heading' } },
    element(
      'h2',
      { attributes: { id: 'thrown-away-heading' } },
      t('{tools} threw the cause away: what the provider answered is in no log.', { tools: tools.join(', ') }),
    ),
    element(
      'p',
      {},
      isWireOn
        ? t('The wire tap is on now: when a call fails so again, its cause stands here.')
        : t(
            'The wire tap sees failed answers as they come in. It is off until you agree, and asks with what it sees and what it does not.',
          ),
    ),
    isWireOn
      ? null
      : button({
          label: t('Turn on the wire tap…'),
          focusKey: 'ask-for-wire',
          primary: isPrimary,
          onClick: () => ask({ request: 'ask-for-wire' }),
        }),
  );
}
