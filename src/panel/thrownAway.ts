import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { IncidentView } from './messages.js';

/** That the tool kept nothing of the cause, and what would see it the next time. */
export function thrownAway({ text, isWireOn }: NonNullable<IncidentView['thrownAway']>, ask: Ask): HTMLElement {
  return element(
    'section',
    { class: 'thrown-away', attributes: { 'aria-labelledby': 'thrown-away-heading' } },
    element('h2', { attributes: { id: 'thrown-away-heading' } }, text),
    element(
      'p',
      {},
      isWireOn
        ? 'The wire tap is on now: when a call fails so again, its cause stands here.'
        : 'The wire tap sees failed answers as they come in. It is off until you agree, and asks with what it sees and what it does not.',
    ),
    isWireOn
      ? null
      : button({ label: 'Turn on the wire tap…', focusKey: 'ask-for-wire', onClick: () => ask({ request: 'ask-for-wire' }) }),
  );
}
