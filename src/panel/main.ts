/** The panel's browser side: draws the state that the host sends, and sends back what the person asks for. */
import { createSide } from './side.js';
import { element } from './element.js';
import { guidePage } from './guidePage.js';
import { incidentPage } from './incidentPage.js';
import { historyPage } from './historyPage.js';
import { Memory, type MemoryHost } from './memory.js';
import { PanelState, type IncidentView, type PanelRequest } from './messages.js';
import { noFailurePage } from './noFailurePage.js';
import { quietPage } from './quietPage.js';
import { RegionList, type Region } from './regions.js';
import { retryNote, WAIT_IS_OVER, type RetryNote } from './retryNote.js';
import { sourcesPage } from './sourcesPage.js';

declare function acquireVsCodeApi(): MemoryHost & { postMessage(request: PanelRequest): void };

const host = acquireVsCodeApi();
const page = document.querySelector<HTMLElement>('#page');
const announcer = document.querySelector<HTMLElement>('#announcer');
if (!page || !announcer) throw new Error('The page lacks its elements.');

const memory = new Memory(host);
const regions = new RegionList(page);
const TICK_MS = 1000;
let subject: string | null = null;
let note: RetryNote | null = null;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own call: it goes to the host alone
const ask = (request: PanelRequest): void => host.postMessage(request);
const aside = element('aside', { attributes: { id: 'side', 'aria-labelledby': 'side-heading' } });
page.after(aside);
const side = createSide(aside, ask, memory);
const retry = (incident: IncidentView): RetryNote => {
  note = retryNote(incident, Date.now());
  return note;
};

function regionsOf(state: PanelState): Region[] {
  const now = Date.now();
  switch (state.page) {
    case 'incident':
      return incidentPage(state.incident, { ask, now, retry });
    case 'guide':
      return guidePage(state.guide, ask);
    case 'quiet':
      return quietPage(state.sources, ask);
    case 'sources':
      return sourcesPage(state.sources);
    case 'history':
      return historyPage(state.history, { ask, now, memory });
    case 'no-failure':
      break;
  }
  return noFailurePage(state, ask);
}

function show(state: PanelState): void {
  const incident = state.page === 'incident' ? state.incident : null;
  const shown = `${state.page}/${incident?.id ?? (state.page === 'guide' ? state.guide.title : '')}`;
  const isNew = shown !== subject;
  subject = shown;
  if (!incident) note = null;
  regions.show(regionsOf(state));
  side.show({ incidents: state.incidents, current: incident?.id ?? null, page: state.page, now: Date.now() });
  memory.turnTo(state.page, incident?.id ?? null);
  if (!isNew) return;
  scrollTo(0, 0);
  if (document.hasFocus()) page?.querySelector('h1')?.focus({ preventScroll: true });
  // Nobody is led to the heading while the focus is elsewhere, so it is said once.
  else if (incident) announce(incident.cause);
}

function announce(text: string): void {
  if (announcer) announcer.textContent = text;
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const state = PanelState.safeParse(event.data);
  if (state.success) show(state.data);
});
// The focus comes to the page as a whole when the editor reveals it; the heading is where reading begins.
addEventListener('focus', () => {
  if (document.activeElement === document.body) page.querySelector('h1')?.focus({ preventScroll: true });
});
setInterval(() => {
  if (note?.tick(Date.now())) announce(WAIT_IS_OVER);
}, TICK_MS);
ask({ request: 'ready' });
