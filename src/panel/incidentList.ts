import type { Ask } from './actions.js';
import { element } from './element.js';
import { groupByDay, type IncidentDay } from './incidentDays.js';
import { filterIncidents, isFiltering } from './incidentFilter.js';
import { createIncidentFilters, type IncidentFilters } from './incidentFilters.js';
import { incidentLine, LINE } from './incidentLine.js';
import type { Memory } from './memory.js';
import type { IncidentSummary } from './messages.js';
import { RegionList } from './regions.js';
import { RovingFocus } from './rovingFocus.js';
import { t } from './t.js';

interface IncidentsShown {
  readonly incidents: readonly IncidentSummary[];
  /** The incident on the page; null where another page is shown. */
  readonly current: string | null;
}

export interface IncidentList {
  readonly node: HTMLElement;
  readonly show: (shown: IncidentsShown) => void;
}

/** Who types is told of the matches when they pause, in milliseconds. */
const PAUSE_MS = 600;

export function createIncidentList(ask: Ask, memory: Memory): IncidentList {
  return new Lines(ask, memory);
}

interface Day {
  readonly node: HTMLElement;
  readonly heading: HTMLElement;
  readonly lines: RegionList;
}

/**
 * All incidents by day, newest first, the one on the page marked. It stays beside the page and is brought up to date in place: what
 * has not changed keeps its place and its focus.
 */
class Lines implements IncidentList {
  private readonly filters: IncidentFilters;
  private readonly count = element('p', { class: 'muted' });
  private readonly matches: HTMLElement;
  private readonly empty = element('p', { class: 'muted' });
  private readonly list = element('div', { class: 'days' });
  private readonly announcer = element('div', { class: 'unseen', attributes: { role: 'status' } });
  private readonly outer = new RegionList(this.list);
  private readonly roving = new RovingFocus(this.list, `.${LINE}`);
  private readonly days = new Map<string, Day>();
  private shown: IncidentsShown | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private waking: ReturnType<typeof setTimeout> | undefined;
  readonly node: HTMLElement;

  constructor(
    private readonly ask: Ask,
    memory: Memory,
  ) {
    this.filters = createIncidentFilters(memory, () => {
      this.draw();
      // Not at every letter; and never for what the host sends, which would chatter through a storm.
      clearTimeout(this.pause);
      this.pause = setTimeout(() => (this.announcer.textContent = this.count.textContent), PAUSE_MS);
    });
    const clear = element(
      'button',
      { class: 'link', focusKey: 'filter/clear', attributes: { type: 'button' }, onClick: () => this.clear() },
      t('Show all'),
    );
    this.matches = element('div', { class: 'matches' }, this.count, clear);
    this.filters.search.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      this.roving.focus();
    });
    this.node = element(
      'div',
      { class: 'incident-list' },
      this.filters.node,
      this.matches,
      this.empty,
      this.list,
      this.announcer,
    );
  }

  show(shown: IncidentsShown): void {
    this.shown = shown;
    this.filters.offer(shown.incidents);
    this.draw();
  }

  private clear(): void {
    this.filters.clear();
    this.filters.search.focus();
  }

  private draw(): void {
    if (this.shown === null) return;
    const { incidents, current } = this.shown;
    const now = Date.now();
    const filter = this.filters.read();
    const found = filterIncidents(incidents, filter);
    const groups = groupByDay(found, now);
    const focused = this.roving.focused;
    this.outer.show(groups.map((group) => ({ key: group.key, data: null, build: () => this.openDay(group).node })));
    for (const group of groups) {
      const day = this.days.get(group.key);
      if (!day) continue;
      if (day.heading.textContent !== group.name) day.heading.textContent = group.name;
      day.lines.show(group.incidents.map((each) => incidentLine(each, each.id === current, now, this.ask)));
    }
    this.roving.mark(current === null ? null : `incident-${current}`);
    // An incident that fails again moves to today's lines, and would leave its focus behind.
    if (focused !== null && this.roving.focused === null) this.roving.focus();
    this.tell(found.length, incidents.length, isFiltering(filter));
    this.wakeFor(
      found.flatMap(({ state, stateAt }) => (state === 'waiting' && stateAt !== null ? [stateAt] : [])),
      now,
    );
  }

  private openDay({ key, name }: IncidentDay): Day {
    const heading = element('h3', { attributes: { id: `day-${key.replaceAll(' ', '-')}` } }, name);
    const list = element('ul', { attributes: { 'aria-labelledby': heading.id } });
    const day = { node: element('div', { class: 'day' }, heading, list), heading, lines: new RegionList(list) };
    this.days.set(key, day);
    return day;
  }

  private tell(found: number, all: number, isFiltered: boolean): void {
    this.filters.node.hidden = all < 2 && !isFiltered;
    this.matches.hidden = !isFiltered;
    this.count.textContent = t('{found} of {all} incidents', { found, all });
    this.empty.hidden = found > 0;
    this.empty.textContent = all === 0 ? t('No incident so far.') : t('No incident matches.');
  }

  /** A wait that ends changes its line. */
  private wakeFor(times: readonly number[], now: number): void {
    clearTimeout(this.waking);
    const next = Math.min(...times.filter((at) => at > now));
    // A longer time than timers take comes round again with the next state.
    if (next - now < 2 ** 31) this.waking = setTimeout(() => this.draw(), next - now);
  }
}
