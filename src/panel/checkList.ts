import type { Ask } from './actions.js';
import { element } from './element.js';
import { fixButton } from './fixButton.js';
import type { CheckView, IncidentView } from './messages.js';
import { t } from './t.js';
import { instant } from './time.js';

/** What looks at the provider have shown, with their times; the looks that can still be taken; and what is there for support. */
export function checkList(
  { id, checks, actions }: Pick<IncidentView, 'id' | 'checks' | 'actions'>,
  now: number,
  ask: Ask,
): HTMLElement {
  const others = actions.filter(({ action, advice }) => advice === null && action !== 'undo-fix');
  return element(
    'section',
    { class: 'checks', attributes: { 'aria-labelledby': 'checks-heading' } },
    element('h2', { attributes: { id: 'checks-heading' } }, t('Look closer, or get help')),
    checks.length === 0 ? null : element('ul', {}, ...checks.map((check) => checkItem(check, now))),
    element('div', { class: 'buttons' }, ...others.map((each) => fixButton(each, id, false, ask))),
  );
}

function checkItem({ title, at, isGood, text, details }: CheckView, now: number): HTMLElement {
  const state = isGood === null ? '' : isGood ? ' good' : ' bad';
  return element(
    'li',
    { class: `check${state}` },
    element('h3', {}, title, ' ', element('span', { class: 'muted' }, instant(at, now))),
    element('p', {}, text),
    details.length === 0 ? null : element('ul', { class: 'details' }, ...details.map((each) => element('li', {}, each))),
  );
}
