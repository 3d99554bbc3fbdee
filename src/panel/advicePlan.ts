import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import { endpointButton } from './endpointButton.js';
import { proseWithCode } from './proseWithCode.js';
import type { AdviceView, IncidentView } from './messages.js';

type Plan = Pick<IncidentView, 'id' | 'advice' | 'endpoint'>;
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
export function advicePlan({ id, advice, endpoint }: Plan, retry: HTMLElement, ask: Ask): HTMLElement {
  const steps = advice.map((item, index): Step => ({ ...item, index }));
  const now = steps.filter(({ when }) => when === 'now');
  const fix = steps.filter(({ when }) => when === 'fix');
  const ordered = [...now, ...fix];
  const first = ordered[0];
  const primary = ordered.find(({ kind, link }) => link !== null || (endpoint !== null && isForEndpoint(kind)));
  const list = (items: readonly Step[]): HTMLElement =>
    element(
      'ol',
      { class: 'steps' },
      ...items.map((step) => stepItem(step, { first: step === first, primary: step === primary }, { id, endpoint }, ask)),
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
  { id: incident, endpoint }: Pick<Plan, 'id' | 'endpoint'>,
  ask: Ask,
): HTMLElement {
  const local = isForEndpoint(kind) ? endpoint : null;
  return element(
    'li',
    { class: first ? 'step first' : 'step' },
    element('h3', {}, title),
    element('p', {}, ...proseWithCode(detail)),
    local === null ? null : endpointButton(local, incident, `endpoint-${index}`, primary, ask),
    link === null
      ? null
      : button({
          label: `Open ${shortAddress(link)}`,
          focusKey: `advice-${index}`,
          primary: primary && local === null,
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
