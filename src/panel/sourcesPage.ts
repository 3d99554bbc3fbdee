import type { Ask } from './actions.js';
import { capitalise } from './capitalise.js';
import { element } from './element.js';
import type { IncidentSummary, SourceView } from './messages.js';
import { otherIncidents } from './otherIncidents.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';

const STATES: { readonly [K in SourceView['state']]: string } = {
  followed: 'Followed',
  'not-found': 'Not found yet',
  unreadable: 'Cannot be read',
  'out-of-reach': 'Out of reach',
};

/** For each tool: what was found, what is followed, and what is out of reach and why. */
export function sourcesPage(
  { sources, others }: { readonly sources: readonly SourceView[]; readonly others: readonly IncidentSummary[] },
  ask: Ask,
  now: number,
): Region[] {
  const tools = [...new Set(sources.map(({ toolName }) => toolName))];
  return [
    {
      key: 'sources/header',
      data: null,
      build: () =>
        element(
          'header',
          {},
          pageHeading('Watched sources'),
          element('p', { class: 'lead' }, 'Logs are only read, and only from their end on: old failures are not news.'),
        ),
    },
    ...tools.map((tool) => {
      const own = sources.filter((source) => source.toolName === tool);
      return { key: `sources/${tool}`, data: own, build: () => toolSection(tool, own) };
    }),
    ...otherIncidents('Incidents so far', others, ask, now),
  ];
}

function toolSection(tool: string, sources: readonly SourceView[]): HTMLElement {
  return element('section', {}, element('h2', {}, tool), element('ul', { class: 'sources' }, ...sources.map(sourceItem)));
}

function sourceItem({ label, state, pattern, files, reason }: SourceView): HTMLElement {
  // A pattern says nothing that the files found by it do not.
  const paths = files.length > 0 ? files : pattern === null ? [] : [pattern];
  return element(
    'li',
    { class: `source ${state}` },
    element('h3', {}, capitalise(label), element('span', { class: 'chip' }, STATES[state])),
    reason === null ? null : element('p', {}, reason),
    paths.length === 0
      ? null
      : element('ul', { class: 'paths' }, ...paths.map((path) => element('li', {}, element('code', {}, path)))),
  );
}
