import type { Ask } from './actions.js';
import { element } from './element.js';
import { createIncidentList } from './incidentList.js';
import type { Memory } from './memory.js';
import type { IncidentSummary, PanelState } from './messages.js';
import { t } from './t.js';

/** What stands beside the page. */
interface SideShown {
  readonly incidents: readonly IncidentSummary[];
  /** The incident on the page; null where another page is shown. */
  readonly current: string | null;
  readonly page: PanelState['page'];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Side {
  /** Where the side is below the page, the way down to it. */
  readonly jump: HTMLElement;
  readonly show: (shown: SideShown) => void;
}

/** The incidents, and the ways to the other pages: beside the page where there is room, else below it. */
export function createSide(node: HTMLElement, ask: Ask, memory: Memory): Side {
  const list = createIncidentList(ask, memory);
  const heading = element('h2', { attributes: { id: 'side-heading', tabindex: '-1' } }, t('Incidents'));
  const history = way(t('History'), 'show-history', () => ask({ request: 'show-history' }));
  const sources = way(t('Watched sources'), 'show-sources', () => ask({ request: 'show-sources' }));
  const clipboard = way(t('Diagnose the clipboard'), 'diagnose', () => ask({ request: 'diagnose-clipboard' }));
  node.append(
    heading,
    list.node,
    element('nav', { class: 'side-ways', attributes: { 'aria-label': 'Unwrap' } }, history, sources, clipboard),
  );
  const jump = way(t('All incidents'), 'jump', () => {
    node.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  return {
    jump: element('nav', { class: 'jump', attributes: { 'aria-label': t('On this page') } }, jump),
    show: (shown) => {
      list.show(shown);
      // Those pages offer it foremost.
      clipboard.hidden = shown.page === 'quiet' || shown.page === 'no-failure';
      mark(history, shown.page === 'history');
      mark(sources, shown.page === 'sources');
    },
  };
}

function way(label: string, focusKey: string, onClick: () => void): HTMLElement {
  return element('button', { class: 'link', focusKey, onClick, attributes: { type: 'button' } }, label);
}

function mark(button: HTMLElement, isCurrent: boolean): void {
  button.ariaCurrent = isCurrent ? 'page' : null;
}
