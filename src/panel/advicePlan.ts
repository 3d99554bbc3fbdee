import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import type { AdviceView, IncidentView } from './messages.js';

type Plan = Pick<IncidentView, 'id' | 'advice'>;
interface Step extends AdviceView {
  /** In the whole advice: what the host looks a link up by. */
  readonly index: number;
}

/** The ordered advice: what to do now, the first of it foremost, then what mends the cause. */
export function advicePlan({ id, advice }: Plan, retry: HTMLElement, ask: Ask): HTMLElement {
  const steps = advice.map((item, index): Step => ({ ...item, index }));
  const now = steps.filter(({ when }) => when === 'now');
  const fix = steps.filter(({ when }) => when === 'fix');
  const first = now[0] ?? fix[0];
  const list = (items: readonly Step[]): HTMLElement =>
    element('ol', { class: 'steps' }, ...items.map((step) => stepItem(step, step === first, id, ask)));
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

function stepItem({ title, detail, link, index }: Step, primary: boolean, incident: string, ask: Ask): HTMLElement {
  return element(
    'li',
    { class: primary ? 'step first' : 'step' },
    element('h3', {}, title),
    element('p', {}, detail),
    link === null
      ? null
      : button({
          label: `Open ${shortAddress(link)}`,
          focusKey: `advice-${index}`,
          primary,
          onClick: () => ask({ request: 'open-link', incident, index }),
        }),
  );
}

/** Where a link leads, without the scheme and what follows the path. */
function shortAddress(link: string): string {
  if (!URL.canParse(link)) return 'the page';
  const { host, pathname } = new URL(link);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
