import { capitalise } from './capitalise.js';
import { disclosure } from './disclosure.js';
import { element } from './element.js';
import type { Memory } from './memory.js';
import type { SourceView } from './messages.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';
import { splitTools } from './splitTools.js';
import { t } from './t.js';

const STATES: { readonly [K in SourceView['state']]: string } = {
  followed: t('Followed'),
  'not-found': t('Not found yet'),
  unreadable: t('Cannot be read'),
  'out-of-reach': t('Out of reach'),
  off: t('Off'),
};

/** For each tool: what was found, what is followed, and what is out of reach and why. */
export function sourcesPage(all: readonly SourceView[], notes: readonly string[], memory: Memory): Region[] {
  // What is followed comes before what is not, tools too.
  const sources = all.filter(isFollowed).concat(all.filter((each) => !isFollowed(each)));
  const { found, absent } = splitTools(sources);
  const of = (tool: string): SourceView[] => sources.filter(({ toolName }) => toolName === tool);
  return [
    {
      key: 'sources/header',
      data: notes,
      build: () =>
        element(
          'header',
          {},
          pageHeading(t('Watched sources')),
          element('p', { class: 'lead' }, t('Logs are only read, and only from their end on: old failures are not news.')),
          ...notes.map((note) => element('p', { class: 'muted' }, note)),
        ),
    },
    ...found.map((tool) => ({
      key: `sources/${tool}`,
      data: of(tool),
      build: () => element('section', {}, element('h2', {}, tool), sourceList(of(tool))),
    })),
    ...(absent.length === 0
      ? []
      : [{ key: 'sources/absent', data: absent.map(of), build: () => absentSection(absent, of, memory) }]),
  ];
}

const isFollowed = ({ state }: SourceView): boolean => state === 'followed';

/** Each folded up: where a tool would be looked for is of interest to who misses it. */
function absentSection(tools: readonly string[], of: (tool: string) => readonly SourceView[], memory: Memory): HTMLElement {
  return element(
    'section',
    { class: 'absent' },
    element('h2', {}, t('Not found here')),
    element('p', { class: 'lead' }, t('Nothing of these was found. Each is followed as soon as it leaves a trace.')),
    ...tools.map((tool) => disclosure(`absent/${tool}`, tool, memory, sourceList(of(tool)))),
  );
}

/** It breaks at its separators alone. */
function segments(path: string): HTMLElement[] {
  return path.split(/(?<=[/\\])/).map((segment) => element('span', {}, segment));
}

function sourceList(sources: readonly SourceView[]): HTMLElement {
  return element('ul', { class: 'sources' }, ...sources.map(sourceItem));
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
      : element('ul', { class: 'paths' }, ...paths.map((path) => element('li', {}, element('code', {}, ...segments(path))))),
  );
}
