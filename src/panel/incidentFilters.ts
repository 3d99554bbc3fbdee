import { categoryName } from './categoryName.js';
import { element } from './element.js';
import { choicesOf, NO_FILTER, type IncidentFilter } from './incidentFilter.js';
import type { Memory } from './memory.js';
import type { IncidentSummary } from './messages.js';
import { t } from './t.js';

export interface IncidentFilters {
  readonly node: HTMLElement;
  readonly read: () => IncidentFilter;
  readonly clear: () => void;
  /** Offers what the incidents have to choose from. */
  readonly offer: (incidents: readonly IncidentSummary[]) => void;
  readonly search: HTMLElement;
}

interface Choice {
  readonly value: string;
  readonly name: string;
}

/** The search field, and a choice each of tool, provider and category where there is one to make; kept over a reload. */
export function createIncidentFilters(memory: Memory, onChange: () => void): IncidentFilters {
  const kept = (name: keyof IncidentFilter): string => memory.read(`filter/${name}`) ?? NO_FILTER[name];
  const keep = (name: keyof IncidentFilter, value: string): void => {
    memory.keep(`filter/${name}`, value);
    onChange();
  };
  const search = element('input', {
    focusKey: 'filter/search',
    attributes: { type: 'search', placeholder: t('Search'), 'aria-label': t('Search the incidents'), spellcheck: 'false' },
  });
  search.value = kept('search');
  search.addEventListener('input', () => keep('search', search.value));
  const selects = [
    createSelect('tool', t('Tool'), t('All tools')),
    createSelect('provider', t('Provider'), t('All providers')),
    createSelect('category', t('Category'), t('All categories')),
  ];
  for (const { node, name } of selects) node.addEventListener('change', () => keep(name, node.value));
  const [tool, provider, category] = selects;
  return {
    node: element('div', { class: 'filters', attributes: { role: 'search' } }, search, ...selects.map(({ node }) => node)),
    search,
    read: () => ({ search: kept('search'), tool: kept('tool'), provider: kept('provider'), category: kept('category') }),
    clear: () => {
      search.value = '';
      for (const { node } of selects) node.value = '';
      for (const name of ['search', 'tool', 'provider', 'category'] as const) memory.keep(`filter/${name}`, '');
      onChange();
    },
    offer: (incidents) => {
      const { tools, providers, categories } = choicesOf(incidents);
      tool?.offer(tools.map(asChoice), kept('tool'));
      provider?.offer(providers.map(asChoice), kept('provider'));
      category?.offer(
        categories
          .map((value) => ({ value, name: categoryName(value) }))
          .sort((left, right) => left.name.localeCompare(right.name)),
        kept('category'),
      );
    },
  };
}

function asChoice({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, name };
}

function createSelect(name: keyof IncidentFilter, label: string, all: string) {
  const node = element('select', { focusKey: `filter/${name}`, attributes: { 'aria-label': label } });
  let offered = '';
  const offer = (found: readonly Choice[], chosen: string): void => {
    // What was chosen stays on offer though nothing of it is left: else the list would be empty without a reason to see.
    const isGone = chosen !== '' && !found.some(({ value }) => value === chosen);
    const choices = isGone ? [...found, { value: chosen, name: name === 'category' ? categoryName(chosen) : chosen }] : found;
    node.hidden = choices.length < 2 && chosen === '';
    const content = JSON.stringify(choices);
    if (content !== offered) {
      offered = content;
      node.replaceChildren(
        ...[{ value: '', name: all }, ...choices].map((choice) =>
          element('option', { attributes: { value: choice.value } }, choice.name),
        ),
      );
    }
    if (node.value !== chosen) node.value = chosen;
  };
  return { node, name, offer };
}
