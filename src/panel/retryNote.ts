import { element } from './element.js';
import type { IncidentView } from './messages.js';
import { duration, instant } from './time.js';

type Retry = Pick<IncidentView, 'retry' | 'retryAt' | 'retryable'>;

/** A line that may count down. `tick` brings it up to date; true once, at the moment when the wait is over. */
export interface RetryNote {
  readonly node: HTMLElement;
  readonly tick: (now: number) => boolean;
}

/**
 * Whether a retry can help, and when. The countdown is a timer, which screen readers do not read out at every tick; its end is
 * announced by the caller, once.
 */
export function retryNote({ retry, retryAt, retryable }: Retry, now: number): RetryNote {
  const line = element('p', { class: 'retry' });
  const quiet: RetryNote = { node: line, tick: () => false };
  if (retryAt === null) {
    line.append(retry);
    return quiet;
  }
  if (retryAt <= now) {
    line.append(overText(retryable, retryAt, now));
    return quiet;
  }
  const left = element('span', { class: 'countdown', attributes: { role: 'timer', 'aria-label': 'Time left' } });
  line.append(retryable === false ? 'The provider asks to wait ' : 'A retry can help in ', left);
  let over = false;
  const tick = (at: number): boolean => {
    if (over) return false;
    if (at < retryAt) {
      const text = duration(retryAt - at);
      if (left.textContent !== text) left.textContent = text;
      return false;
    }
    over = true;
    line.replaceChildren(overText(retryable, retryAt, at));
    return true;
  };
  tick(now);
  return { node: line, tick };
}

export const WAIT_IS_OVER = 'The wait is over: a retry can help now.';

function overText(retryable: boolean | null, retryAt: number, now: number): string {
  if (retryable === false) return `The wait that the provider asked for ended at ${instant(retryAt, now)}.`;
  return WAIT_IS_OVER;
}
