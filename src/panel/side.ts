import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import { createIncidentList } from './incidentList.js';
import type { Memory } from './memory.js';
import type { IncidentSummary, PanelState } from './messages.js';
import { t } from './t.js';

/** What stands beside the page. */
export interface SideShown {
  readonly incidents: readonly IncidentSummary[];
  /** The incident on the page; null where another page is shown. */
  readonly current: string | null;
  readonly page: PanelState['page'];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Side {
  readonly show: (shown: SideShown) => void;
}

/** The incidents, and the ways to the other pages: beside the page where there is room, else below it. */
export function createSide(node: HTMLElement, ask: Ask, memory: Memory): Side {
  const list = createIncidentList(ask, memory);
  const history = button({ label: t('History'), focusKey: 'show-history', onClick: () => ask({ request: 'show-history' }) });
  const sources = button({
    label: t('Watched sources'),
    focusKey: 'show-sources',
    onClick: () => ask({ request: 'show-sources' }),
  });
  node.append(
    element('h2', { attributes: { id: 'side-heading' } }, t('Incidents')),
    list.node,
    element('nav', { class: 'buttons' }, history, sources),
  );
  return {
    show: (shown) => {
      list.show(shown);
    },
  };
}
