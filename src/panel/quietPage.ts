import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { SourceView } from './messages.js';
import { offers } from './offers.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';
import { splitTools } from './splitTools.js';
import { t } from './t.js';

/** Nothing has failed: what is watched, and what can be asked for. */
export function quietPage(sources: readonly SourceView[], ask: Ask): Region[] {
  const { found, absent } = splitTools(sources);
  const tools = found.map((tool) => ({ tool, state: bestState(sources, tool) }));
  const watched = (): HTMLElement =>
    element(
      'section',
      { attributes: { 'aria-labelledby': 'watched-heading' } },
      element('h2', { attributes: { id: 'watched-heading' } }, t('What is watched')),
      tools.length === 0
        ? element('p', { class: 'lead' }, t('Nothing yet.'))
        : element('ul', { class: 'watched' }, ...tools.map(({ tool, state }) => watchedItem(tool, state))),
      absent.length === 0
        ? null
        : element(
            'p',
            { class: 'absent muted' },
            t('Not found here, and followed as soon as it is: {tools}.', { tools: absent.join(', ') }),
          ),
      button({ label: t('Show watched sources'), focusKey: 'show-sources', onClick: () => ask({ request: 'show-sources' }) }),
    );
  return [
    {
      key: 'quiet/header',
      data: null,
      build: () =>
        element(
          'header',
          {},
          pageHeading(t('Nothing has failed.')),
          element(
            'p',
            { class: 'lead' },
            t('When a model call of your assistant fails, its cause and what to do about it stand here.'),
          ),
        ),
    },
    { key: 'quiet/lesson', data: null, build: () => lesson(ask) },
    { key: 'quiet/offers', data: null, build: () => offers(ask) },
    { key: 'quiet/watched', data: [tools, absent], build: watched },
  ];
}

/** What will come, before it comes. */
function lesson(ask: Ask): HTMLElement {
  return element(
    'section',
    { class: 'lesson', attributes: { 'aria-labelledby': 'lesson-heading' } },
    element('h2', { attributes: { id: 'lesson-heading' } }, t('When a call fails')),
    element(
      'ol',
      { class: 'steps numbered' },
      ...[
        t('The status bar names the cause, in a few words. A click on it opens this page.'),
        t('The page says who refused: your tool, the network, the gateway or the provider; and when a retry can help.'),
        t('A button does what helps. What it would write you see before, and can undo after.'),
      ].map((text) => element('li', { class: 'step' }, element('p', {}, text))),
    ),
    button({ label: t('See a sample diagnosis'), focusKey: 'show-sample', onClick: () => ask({ request: 'show-sample' }) }),
  );
}

const WORDS = { followed: t('Its logs are followed.'), unreadable: t('Its logs cannot be read.') } as const;

/** What the places of a tool that was found come to. */
function bestState(sources: readonly SourceView[], tool: string): keyof typeof WORDS {
  return sources.some(({ toolName, state }) => toolName === tool && state === 'followed') ? 'followed' : 'unreadable';
}

function watchedItem(tool: string, state: keyof typeof WORDS): HTMLElement {
  return element(
    'li',
    { class: state },
    element('span', { class: 'dot', attributes: { 'aria-hidden': 'true' } }),
    element('strong', {}, tool),
    element('span', { class: 'muted' }, WORDS[state]),
  );
}
