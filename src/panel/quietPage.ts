import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { SourceView } from './messages.js';
import { offers } from './offers.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';

/** Nothing has failed: what is watched, and what can be asked for. */
export function quietPage(sources: readonly SourceView[], ask: Ask): Region[] {
  const followed = [...new Set(sources.filter(({ state }) => state === 'followed').map(({ tool }) => tool))];
  const waiting = [...new Set(sources.map(({ tool }) => tool))].filter((tool) => !followed.includes(tool));
  const watched = (): HTMLElement =>
    element(
      'section',
      { attributes: { 'aria-labelledby': 'watched-heading' } },
      element('h2', { attributes: { id: 'watched-heading' } }, 'What is watched'),
      element(
        'ul',
        { class: 'watched' },
        ...followed.map((tool) => watchedItem(tool, 'followed', 'Its logs are followed.')),
        ...waiting.map((tool) => watchedItem(tool, 'waiting', 'No log of it here yet; it is followed as soon as there is one.')),
      ),
      button({ label: 'Show watched sources', focusKey: 'show-sources', onClick: () => ask({ request: 'show-sources' }) }),
    );
  return [
    {
      key: 'quiet/header',
      data: null,
      build: () =>
        element(
          'header',
          {},
          pageHeading('Nothing has failed.'),
          element(
            'p',
            { class: 'lead' },
            'When a model call of your assistant fails, its cause and what to do about it stand here.',
          ),
        ),
    },
    { key: 'quiet/offers', data: null, build: () => offers(ask) },
    { key: 'quiet/watched', data: [followed, waiting], build: watched },
  ];
}

function watchedItem(tool: string, state: string, words: string): HTMLElement {
  return element(
    'li',
    { class: state },
    element('span', { class: 'dot', attributes: { 'aria-hidden': 'true' } }),
    element('strong', {}, tool),
    element('span', { class: 'muted' }, words),
  );
}
