/**
 * Deadlines of many requests by one timer, which is set anew only where one comes nearer, and looks again when it fires: a timer
 * for each request would cost more than what it guards against.
 */

const LONGEST_TIMER = 2 ** 31 - 1;

export interface Deadline {
  /** `at` is in epoch milliseconds; infinite where there is none. It only ever comes nearer until it has passed. */
  readonly watch: (at: number) => void;
  readonly stop: () => void;
}

export class DeadlineClock {
  readonly #now: () => number;
  /** In no order, and no Set: a table that such a one has outgrown keeps the next one alive, and so every request of some minutes. */
  readonly #watched: Watched[] = [];
  #timer: NodeJS.Timeout | null = null;
  #at = Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `onTick` is called once it has passed; the deadline is none then, until it is watched again. */
  add(onTick: () => void): Deadline {
    const watched: Watched = { at: Infinity, index: NOWHERE, onTick };
    return {
      watch: (at) => {
        if (at >= watched.at) return;
        watched.at = at;
        if (watched.index === NOWHERE) watched.index = this.#watched.push(watched) - 1;
        this.#set(at);
      },
      stop: () => this.#forget(watched),
    };
  }

  /** The last takes its place. */
  #forget(watched: Watched): void {
    const { index } = watched;
    watched.at = Infinity;
    if (index === NOWHERE) return;
    watched.index = NOWHERE;
    const last = this.#watched.pop();
    if (last === undefined || last === watched) return;
    this.#watched[index] = last;
    last.index = index;
  }

  #set(at: number): void {
    if (at >= this.#at) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST_TIMER, Math.max(1, at - this.#now())));
    // A request holds the process by its connection; when it is over, its deadline is left to pass.
    this.#timer.unref();
  }

  #look(): void {
    this.#timer = null;
    this.#at = Infinity;
    const now = this.#now();
    const due: Watched[] = [];
    for (const watched of this.#watched) {
      if (watched.at <= now) due.push(watched);
      else this.#set(watched.at);
    }
    for (const watched of due) {
      // What passed before it may have ended it.
      if (watched.at > now) continue;
      this.#forget(watched);
      watched.onTick();
    }
  }
}

interface Watched {
  at: number;
  /** Where it stands among the watched. */
  index: number;
  readonly onTick: () => void;
}

const NOWHERE = -1;
