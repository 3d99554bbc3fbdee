import type { Ask } from './actions.js';
import { element } from './element.js';
import { fixButton } from './fixButton.js';
import { listSteps, type Choice, type Plan, type Step } from './planChoices.js';
import { proseWithCode } from './proseWithCode.js';
import { t } from './t.js';

/** Beside the primary button: more would be no help at two in the morning. */
const MOST_BESIDE = 2;

/** What to do now: the first of it in words, one primary button with the next ones beside it, and when a retry can help. */
export function advicePlan(plan: Plan, retry: HTMLElement, ask: Ask): HTMLElement {
  const { told, primary, beside } = foremost(listSteps(plan, ask));
  const undo = plan.actions.find(({ action }) => action === 'undo-fix');
  return element(
    'section',
    { class: 'plan', attributes: { 'aria-labelledby': 'plan-heading' } },
    element('h2', { class: 'label', attributes: { id: 'plan-heading' } }, t('What to do now')),
    ...told.map((step) =>
      element(
        'div',
        { class: 'lead-step' },
        element('h3', {}, step.title),
        element('p', { class: 'muted' }, ...proseWithCode(step.detail)),
      ),
    ),
    primary === undefined
      ? null
      : element('div', { class: 'buttons' }, primary.make(true), ...beside.map((choice) => choice.make(false))),
    undo === undefined ? null : element('div', { class: 'buttons' }, fixButton(undo, plan.id, false, ask)),
    retry,
  );
}

/** The advice that is left, each with the buttons that are not in the plan already; null where none is. */
export function otherWays(plan: Plan, ask: Ask): HTMLElement | null {
  const steps = listSteps(plan, ask);
  const { told, primary, beside } = foremost(steps);
  const shown = new Set([primary, ...beside]);
  const left = told.flatMap(({ choices }) => choices.filter((choice) => !shown.has(choice)));
  const rest = steps.filter((step) => !told.includes(step));
  if (rest.length === 0 && left.length === 0) return null;
  const ways = (heading: string, id: string, when: Step['when']): (HTMLElement | null)[] => {
    const items = rest.filter((step) => step.when === when);
    if (items.length === 0) return [];
    return [
      element('h2', { attributes: { id } }, heading),
      element(
        'ul',
        { class: 'ways' },
        ...items.map((step) =>
          wayItem(
            step,
            step.choices.filter((choice) => !shown.has(choice)),
          ),
        ),
      ),
    ];
  };
  return element(
    'section',
    { class: 'other-ways', attributes: { 'aria-label': t('Other ways') } },
    left.length === 0 ? null : element('div', { class: 'buttons' }, ...left.map((choice) => choice.make(false))),
    ...ways(t('Other ways'), 'ways-heading', 'now'),
    ...ways(t('To fix the cause'), 'mend-heading', 'fix'),
  );
}

/** Whether the plan has a button. */
export function canAct(plan: Plan): boolean {
  return listSteps(plan, () => undefined).some(({ choices }) => choices.length > 0);
}

interface Foremost {
  /** The first step, and the one of the primary button where that is another. */
  readonly told: readonly Step[];
  readonly primary: Choice | undefined;
  readonly beside: readonly Choice[];
}

function foremost(steps: readonly Step[]): Foremost {
  const lead = steps[0];
  const acting = steps.find(({ choices }) => choices.length > 0);
  const told = [lead, acting].filter((step, index, all): step is Step => step !== undefined && all.indexOf(step) === index);
  const primary = acting?.choices[0];
  const beside = [
    ...(acting?.choices.slice(1) ?? []),
    // A link alone does not say what it is for; one that can be taken at once is worth its place all the same.
    ...steps
      .filter((step) => step !== acting)
      .flatMap(({ when, choices }) => choices.filter(({ isLink }) => when === 'now' || !isLink).slice(0, 1)),
  ].slice(0, MOST_BESIDE);
  return { told, primary, beside };
}

function wayItem({ title, detail }: Step, choices: readonly Choice[]): HTMLElement {
  return element(
    'li',
    { class: 'way' },
    element('h3', {}, title),
    element('p', { class: 'muted' }, ...proseWithCode(detail)),
    choices.length === 0 ? null : element('div', { class: 'buttons' }, ...choices.map((choice) => choice.make(false))),
  );
}
