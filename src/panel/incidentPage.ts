import { advicePlan, canAct, otherWays } from './advicePlan.js';
import { categoryName } from './categoryName.js';
import { checkList } from './checkList.js';
import { element } from './element.js';
import { evidenceText } from './evidenceText.js';
import { factList } from './factList.js';
import { layerTrail } from './layerTrail.js';
import type { IncidentView } from './messages.js';
import { momentLine } from './momentLine.js';
import { pageHeading } from './pageHeading.js';
import type { PageTools } from './pageTools.js';
import type { Region } from './regions.js';
import { requestPath } from './requestPath.js';
import { t } from './t.js';
import { thrownAway } from './thrownAway.js';
import { number, span } from './time.js';

/**
 * What happened, who refused, what to do now and when a retry can help; below it, how that is known. What grows with each failed call
 * is a region of its own: the heading and the buttons, on which the focus may be, stay as they are.
 */
export function incidentPage(incident: IncidentView, retry: HTMLElement, tools: PageTools): Region[] {
  const { ask, now } = tools;
  const { id, cause, path, refusedBy, layers, text, evidence, moments, facts, count, firstAt, lastAt } = incident;
  const plan = { ...incident, advice: withoutSeconds(incident, now) };
  const planData = [plan.advice, incident.endpoint, incident.actions];
  const missing = incident.thrownAway;
  // Of another day times are told with the day.
  const today = new Date(now).toDateString();
  const region = (part: string, data: unknown, build: () => HTMLElement | null): Region => ({
    key: `${id}/${part}`,
    data,
    build,
  });
  return [
    region('sample', incident.isSample, () => (incident.isSample ? sampleNote() : null)),
    region('seen', [facts.category, incident.tools, count, firstAt, lastAt, today], () => seenLine(incident, now)),
    region('heading', cause, () => pageHeading(cause)),
    region('path', [path, refusedBy], () => requestPath(incident)),
    region('plan', planData, () => advicePlan(plan, retry, ask)),
    region('thrown-away', [missing, canAct(plan)], () => (missing === null ? null : thrownAway(missing, !canAct(plan), ask))),
    region('ways', planData, () => otherWays(plan, ask)),
    region('checks', [incident.checks, incident.actions, today], () =>
      hasChecks(incident) ? checkList(incident, now, ask) : null,
    ),
    region('trail', layers, () => (layers.length === 0 ? null : layerTrail(incident))),
    region('text', [text, evidence], () => evidenceText(incident)),
    region('moments', [moments, today], () => momentLine(moments, tools)),
    region('facts', [facts, evidence, count, firstAt, lastAt, incident.tools, today], () =>
      factList(incident, now, tools.memory),
    ),
  ];
}

function seenLine({ category, tools, count, firstAt, lastAt }: IncidentView, now: number): HTMLElement {
  const seen = [
    tools.join(', '),
    count === 1 ? '' : t('{count} failed calls', { count: number(count) }),
    span(firstAt, lastAt, now),
  ].filter((part) => part !== '');
  return element(
    'p',
    { class: 'eyebrow' },
    element('span', { class: 'category' }, categoryName(category)),
    ...seen.map((part) => element('span', {}, part)),
  );
}

function sampleNote(): HTMLElement {
  return element('p', { class: 'sample' }, t('A sample, made up to show what this page says. Nothing has failed.'));
}

/** What the countdown says, the advice need not: it would go on saying how long the wait was. */
function withoutSeconds({ advice, retryAt }: IncidentView, now: number): IncidentView['advice'] {
  if (retryAt === null) return advice;
  const title = retryAt > now ? t('Wait, then retry') : t('Retry now');
  return advice.map((item) => (item.kind === 'wait' ? { ...item, title } : item));
}

function hasChecks({ checks, actions }: IncidentView): boolean {
  return checks.length > 0 || actions.some(({ advice }) => advice === null);
}
