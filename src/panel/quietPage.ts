import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { SourceView } from './messages.js';
import { offers } from './offers.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';

/** Nothing has failed: what is watched, and what can be asked for. */
export function quietPage(sources: readonly SourceView[], ask: Ask): Region[] {
  const tools = [...new Set(sources.map(({ toolName }) => toolName))].map((tool) => ({ tool, state: bestState(sources, tool) }));
  const watched = (): HTMLElement =>
    element(
      'section',
      { attributes: { 'aria-labelledby': 'watched-heading' } },
      element('h2', { attributes: { id: 'watched-heading' } }, 'What is watched'),
      tools.length === 0
        ? element('p', { class: 'lead' }, 'Nothing yet.')
        : element('ul', { class: 'watched' }, ...tools.map(({ tool, state }) => watchedItem(tool, state))),
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
    { key: 'quiet/watched', data: tools, build: watched },
  ];
}

/** What a tool's places come to, the best first. */
const STATES = ['followed', 'unreadable', 'not-found', 'out-of-reach'] as const;
const WORDS: { readonly [K in SourceView['state']]: string } = {
  followed: 'Its logs are followed.',
  unreadable: 'Its logs cannot be read.',
  'not-found': 'No log of it here yet; it is followed as soon as there is one.',
  'out-of-reach': 'Its logs are out of reach here.',
};

function bestState(sources: readonly SourceView[], tool: string): SourceView['state'] {
  return STATES.find((state) => sources.some((source) => source.toolName === tool && source.state === state)) ?? 'out-of-reach';
}

function watchedItem(tool: string, state: SourceView['state']): HTMLElement {
  return element(
    'li',
    { class: state },
    element('span', { class: 'dot', attributes: { 'aria-hidden': 'true' } }),
    element('strong', {}, tool),
    element('span', { class: 'muted' }, WORDS[state]),
  );
}
