/** The panel's browser side: draws the state that the host sends, and sends back what the person asks for. */
import { element } from './element.js';
import { guidePage } from './guidePage.js';
import { historyPage } from './historyPage.js';
import { incidentPage } from './incidentPage.js';
import { Memory, type MemoryHost } from './memory.js';
import { PanelState, type PanelRequest } from './messages.js';
import { noFailurePage } from './noFailurePage.js';
import type { PageTools } from './pageTools.js';
import { quietPage } from './quietPage.js';
import { RegionList, type Region } from './regions.js';
import { createRetryNote, WAIT_IS_OVER } from './retryNote.js';
import { createSide } from './side.js';
import { sourcesPage } from './sourcesPage.js';

declare function acquireVsCodeApi(): MemoryHost & { postMessage(request: PanelRequest): void };

const host = acquireVsCodeApi();
const page = document.querySelector<HTMLElement>('#page');
const announcer = document.querySelector<HTMLElement>('#announcer');
if (!page || !announcer) throw new Error('The page lacks its elements.');

const TICK_MS = 1000;
/** What the page was when it was hidden, reloaded or moved to another group. */
const PLACE = 'place';
const SCROLLED = 'scrolled';
const ANNOUNCED = 'announced';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own call: it goes to the host alone
const ask = (request: PanelRequest): void => host.postMessage(request);
const memory = new Memory(host);
const regions = new RegionList(page);
const note = createRetryNote();
const aside = element('aside', { attributes: { id: 'side', 'aria-labelledby': 'side-heading' } });
page.after(aside);
const side = createSide(aside, ask, memory);
page.before(side.jump);
let place: string | null = null;

function regionsOf(state: PanelState, tools: PageTools): Region[] {
  switch (state.page) {
    case 'incident':
      return incidentPage(state.incident, note.node, tools);
    case 'guide':
      return guidePage(state.guide, ask);
    case 'quiet':
      return quietPage(state.sources, ask);
    case 'sources':
      return sourcesPage(state.sources, state.notes, memory);
    case 'history':
      return historyPage(state.history, tools);
    case 'no-failure':
      break;
  }
  return noFailurePage(state, ask);
}

function placeOf(state: PanelState): string {
  if (state.page === 'incident') return `incident/${state.incident.id}`;
  return state.page === 'guide' ? `guide/${state.guide.title}` : state.page;
}

function show(state: PanelState): void {
  const now = Date.now();
  const current = state.page === 'incident' ? state.incident.id : null;
  const isNew = placeOf(state) !== place;
  place = placeOf(state);
  regions.show(regionsOf(state, { ask, now, memory }));
  note.set(state.page === 'incident' ? state.incident : null, now);
  side.show({ incidents: state.incidents, current, page: state.page, now });
  memory.turnTo(state.page, state.page === 'guide' ? state.guide.incident : current);
  if (isNew) open(state, place);
}

/** A page that was not there before: where it was left, if it was; else its beginning. */
function open(state: PanelState, at: string): void {
  const isBack = memory.read(PLACE) === at;
  memory.keep(PLACE, at);
  scrollTo(0, isBack ? Number(memory.read(SCROLLED)) : 0);
  if (document.hasFocus()) page?.querySelector('h1')?.focus({ preventScroll: true });
  // Nobody is led to the heading while the focus is elsewhere, so it is said, once for each incident.
  else if (state.page === 'incident' && memory.read(ANNOUNCED) !== at) announce(state.incident.cause);
  if (state.page === 'incident') memory.keep(ANNOUNCED, at);
}

function announce(text: string): void {
  if (announcer) announcer.textContent = text;
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const state = PanelState.safeParse(event.data);
  if (state.success) show(state.data);
});
addEventListener('scrollend', () => memory.keep(SCROLLED, String(scrollY)));
// The focus comes to the page as a whole when the editor reveals it; the heading is where reading begins.
addEventListener('focus', () => {
  if (document.activeElement === document.body) page.querySelector('h1')?.focus({ preventScroll: true });
});
setInterval(() => {
  if (!note.tick(Date.now())) return;
  announce(WAIT_IS_OVER);
  // What a button does now is for the host to say.
  ask({ request: 'ready' });
}, TICK_MS);
ask({ request: 'ready' });
