/** One timer for all the deadlines of a request. It is set anew only when one comes nearer, and looks again when it fires. */

const LONGEST_TIMER = 2 ** 31 - 1;

export class DeadlineClock {
  readonly #now: () => number;
  readonly #onTick: () => void;
  #timer: NodeJS.Timeout | null = null;
  #at = Infinity;

  constructor(now: () => number, onTick: () => void) {
    this.#now = now;
    this.#onTick = onTick;
  }

  /** `at` is the nearest deadline, in epoch milliseconds; infinite where there is none. */
  watch(at: number): void {
    if (at >= this.#at) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(tick, Math.min(LONGEST_TIMER, Math.max(1, at - this.#now())), this);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#at = Infinity;
  }

  fire(): void {
    this.#timer = null;
    this.#at = Infinity;
    this.#onTick();
  }
}

function tick(clock: DeadlineClock): void {
  clock.fire();
}
