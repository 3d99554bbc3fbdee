import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import { t } from './t.js';

/** The ways to a diagnosis of a text that nobody watches. */
export function offers(ask: Ask): HTMLElement {
  return element(
    'section',
    { class: 'offers', attributes: { 'aria-labelledby': 'offers-heading' } },
    element('h2', { attributes: { id: 'offers-heading' } }, t('Have an error at hand?')),
    element('p', {}, t('Copy it, or select it in an editor or an output channel: any text that holds a failed call will do.')),
    element(
      'div',
      { class: 'buttons' },
      button({
        label: t('Diagnose the clipboard'),
        focusKey: 'diagnose-clipboard',
        primary: true,
        onClick: () => ask({ request: 'diagnose-clipboard' }),
      }),
      button({
        label: t('Diagnose the selection'),
        focusKey: 'diagnose-selection',
        onClick: () => ask({ request: 'diagnose-selection' }),
      }),
    ),
  );
}
