import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { GuideView } from './messages.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';
import { t } from './t.js';

/** What a person does by hand, step by step, with the values to copy. */
export function guidePage({ title, steps, notes, incident }: GuideView, ask: Ask): Region[] {
  return [
    { key: 'guide/header', data: title, build: () => element('header', {}, pageHeading(title)) },
    {
      key: 'guide/steps',
      data: [title, steps],
      build: () =>
        element(
          'section',
          { class: 'plan', attributes: { 'aria-label': t('Steps') } },
          element('ol', { class: 'steps numbered' }, ...steps.map((step, index) => stepItem(step, index, ask))),
        ),
    },
    {
      key: 'guide/notes',
      data: [title, notes, incident],
      build: () =>
        element(
          'section',
          { class: 'guide-notes' },
          ...notes.map((note) => element('p', { class: 'muted' }, note)),
          incident === null
            ? null
            : button({
                label: t('Back to the incident'),
                focusKey: 'back',
                onClick: () => ask({ request: 'show-incident', id: incident }),
              }),
        ),
    },
  ];
}

function stepItem({ text, value }: GuideView['steps'][number], index: number, ask: Ask): HTMLElement {
  return element(
    'li',
    { class: 'step' },
    element('p', {}, text),
    value === null ? null : element('p', {}, element('code', { class: 'value' }, value)),
    value === null
      ? null
      : button({
          label: t('Copy'),
          focusKey: `copy-${index}`,
          primary: false,
          onClick: () => ask({ request: 'copy-value', index }),
        }),
  );
}
