import type { Ask } from './actions.js';
import { button } from './button.js';
import { endpointButton } from './endpointButton.js';
import { fixButton } from './fixButton.js';
import type { AdviceView, IncidentView } from './messages.js';
import { t } from './t.js';

export type Plan = Pick<IncidentView, 'id' | 'advice' | 'endpoint' | 'actions'>;

/** A piece of advice, with what does it at a click. */
export interface Step extends AdviceView {
  readonly choices: readonly Choice[];
}

/** A button that is not made yet. */
export interface Choice {
  /** True where it leads to a page of somebody else's, false where Unwrap does it. */
  readonly isLink: boolean;
  readonly make: (primary: boolean) => HTMLElement;
}

/** The advice in order: what to do now, then what mends the cause. */
export function listSteps({ id, advice, endpoint, actions }: Plan, ask: Ask): Step[] {
  const steps = advice.map((item, index): Step => {
    const own = actions.filter(({ advice: at }) => at === index);
    const choices: Choice[] = own.map((each) => ({ isLink: false, make: (primary) => fixButton(each, id, primary, ask) }));
    // A tool that can be pointed there needs no address to be copied.
    const isForEndpoint = item.kind === 'fallback-endpoint' || item.kind === 'reveal-cause';
    if (isForEndpoint && endpoint !== null && !own.some(({ action }) => action === 'point-at-endpoint')) {
      choices.push({ isLink: false, make: (primary) => endpointButton(endpoint, id, `endpoint-${index}`, primary, ask) });
    }
    const { link } = item;
    if (link !== null) choices.push({ isLink: true, make: (primary) => linkButton(link, id, index, primary, ask) });
    return { ...item, choices };
  });
  return [...steps.filter(({ when }) => when === 'now'), ...steps.filter(({ when }) => when === 'fix')];
}

function linkButton(link: string, incident: string, index: number, primary: boolean, ask: Ask): HTMLElement {
  return button({
    label: t('Open {address}', { address: shortAddress(link) }),
    focusKey: `advice-${index}`,
    primary,
    onClick: () => ask({ request: 'open-link', incident, index }),
  });
}

/** Where a link leads, without the scheme and what follows the path. */
function shortAddress(link: string): string {
  if (!URL.canParse(link)) return t('the page');
  const { host, pathname } = new URL(link);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
