import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import { endpointButton } from './endpointButton.js';
import { fixButton } from './fixButton.js';
import { proseWithCode } from './proseWithCode.js';
import type { AdviceView, IncidentView } from './messages.js';

type Plan = Pick<IncidentView, 'id' | 'advice' | 'endpoint' | 'actions'>;
interface Step extends AdviceView {
  /** In the whole advice: what the host looks a link up by. */
  readonly index: number;
}
interface Rank {
  readonly first: boolean;
  /** The first that can be done by a click. */
  readonly primary: boolean;
}

/** The ordered advice: what to do now, the first of it foremost, then what mends the cause. */
export function advicePlan({ id, advice, endpoint, actions }: Plan, retry: HTMLElement, ask: Ask): HTMLElement {
  const steps = advice.map((item, index): Step => ({ ...item, index }));
  const now = steps.filter(({ when }) => when === 'now');
  const fix = steps.filter(({ when }) => when === 'fix');
  const ordered = [...now, ...fix];
  const first = ordered[0];
  const hasAction = (index: number): boolean => actions.some(({ advice: at }) => at === index);
  const primary = ordered.find(
    ({ kind, link, index }) => hasAction(index) || link !== null || (endpoint !== null && isForEndpoint(kind)),
  );
  const list = (items: readonly Step[]): HTMLElement =>
    element(
      'ol',
      { class: 'steps' },
      ...items.map((step) =>
        stepItem(step, { first: step === first, primary: step === primary }, { id, endpoint, actions }, ask),
      ),
    );
  return element(
    'section',
    { class: 'plan', attributes: { 'aria-labelledby': 'plan-heading' } },
    element('h2', { class: 'label', attributes: { id: 'plan-heading' } }, 'What to do now'),
    retry,
    now.length === 0 ? null : list(now),
    fix.length === 0 || now.length === 0 ? null : element('h2', { class: 'label then' }, 'To mend the cause'),
    fix.length === 0 ? null : list(fix),
  );
}

function stepItem(
  { kind, title, detail, link, index }: Step,
  { first, primary }: Rank,
  { id: incident, endpoint, actions }: Pick<Plan, 'id' | 'endpoint' | 'actions'>,
  ask: Ask,
): HTMLElement {
  const own = actions.filter(({ advice }) => advice === index);
  // A tool that can be pointed there needs no address to be copied.
  const local = isForEndpoint(kind) && !own.some(({ action }) => action === 'point-at-endpoint') ? endpoint : null;
  return element(
    'li',
    { class: first ? 'step first' : 'step' },
    element('h3', {}, title),
    element('p', {}, ...proseWithCode(detail)),
    ...own.map((each, at) => fixButton(each, incident, primary && at === 0, ask)),
    local === null ? null : endpointButton(local, incident, `endpoint-${index}`, primary && own.length === 0, ask),
    link === null
      ? null
      : button({
          label: `Open ${shortAddress(link)}`,
          focusKey: `advice-${index}`,
          primary: primary && local === null && own.length === 0,
          onClick: () => ask({ request: 'open-link', incident, index }),
        }),
  );
}

/** What the local endpoint does, or would have seen. */
function isForEndpoint(kind: string): boolean {
  return kind === 'fallback-endpoint' || kind === 'reveal-cause';
}

/** Where a link leads, without the scheme and what follows the path. */
function shortAddress(link: string): string {
  if (!URL.canParse(link)) return 'the page';
  const { host, pathname } = new URL(link);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
