import { element } from './element.js';
import type { IncidentView } from './messages.js';
import { HERE, sentenceWith } from './sentence.js';
import { t } from './t.js';
import { duration, instant } from './time.js';

type Retry = Pick<IncidentView, 'retry' | 'retryAt' | 'retryable'>;

/**
 * Whether a retry can help, and when. It is brought up to date in place: a failure more must not build anew what a person is about to
 * press.
 */
export interface RetryNote {
  readonly node: HTMLElement;
  /** @param retry null where no incident is shown */
  readonly set: (retry: Retry | null, now: number) => void;
  /** True once, at the moment when the wait is over. */
  readonly tick: (now: number) => boolean;
}

/** The countdown is a timer, which screen readers do not read out at every tick; its end is announced by the caller, once. */
export function createRetryNote(): RetryNote {
  const node = element('p', { class: 'retry' });
  const left = element('span', { class: 'countdown', attributes: { role: 'timer', 'aria-label': t('Time left') } });
  let shown: Retry | null = null;
  let isCounting = false;
  const say = (...text: (Node | string)[]): void => node.replaceChildren(...text);
  const tick = (now: number): boolean => {
    if (!isCounting || shown === null || shown.retryAt === null) return false;
    if (now < shown.retryAt) {
      const text = duration(shown.retryAt - now);
      if (left.textContent !== text) left.textContent = text;
      return false;
    }
    isCounting = false;
    say(overText(shown.retryable, shown.retryAt, now));
    return true;
  };
  const set = (retry: Retry | null, now: number): void => {
    if (retry === null) {
      [shown, isCounting] = [null, false];
      return;
    }
    const { retryAt, retryable } = retry;
    const isSame = shown?.retry === retry.retry && shown.retryAt === retryAt && shown.retryable === retryable;
    if (isSame) return;
    shown = retry;
    isCounting = retryAt !== null && retryAt > now;
    if (retryAt === null) say(retry.retry);
    else if (!isCounting) say(overText(retryable, retryAt, now));
    else {
      const values = { left: HERE, time: instant(retryAt, now) };
      say(
        ...sentenceWith(
          retryable === false
            ? t('The provider asks to wait {left}, until {time}.', values)
            : t('A retry can help in {left}, at {time}.', values),
          left,
        ),
      );
    }
    tick(now);
  };
  return { node, set, tick };
}

export const WAIT_IS_OVER = t('The wait is over: a retry can help now.');

function overText(retryable: boolean | null, retryAt: number, now: number): string {
  if (retryable === false) return t('The wait that the provider asked for ended at {time}.', { time: instant(retryAt, now) });
  return WAIT_IS_OVER;
}
