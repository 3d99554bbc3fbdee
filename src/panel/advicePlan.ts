import type { Ask } from './actions.js';
import { button } from './button.js';
import { element } from './element.js';
import { proseWithCode } from './proseWithCode.js';
import type { AdviceView, IncidentView } from './messages.js';

type Plan = Pick<IncidentView, 'id' | 'advice'>;
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
export function advicePlan({ id, advice }: Plan, retry: HTMLElement, ask: Ask): HTMLElement {
  const steps = advice.map((item, index): Step => ({ ...item, index }));
  const now = steps.filter(({ when }) => when === 'now');
  const fix = steps.filter(({ when }) => when === 'fix');
  const ordered = [...now, ...fix];
  const first = ordered[0];
  const primary = ordered.find(({ link }) => link !== null);
  const list = (items: readonly Step[]): HTMLElement =>
    element(
      'ol',
      { class: 'steps' },
      ...items.map((step) => stepItem(step, { first: step === first, primary: step === primary }, id, ask)),
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

function stepItem({ title, detail, link, index }: Step, { first, primary }: Rank, incident: string, ask: Ask): HTMLElement {
  return element(
    'li',
    { class: first ? 'step first' : 'step' },
    element('h3', {}, title),
    element('p', {}, ...proseWithCode(detail)),
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
