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
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | null = null;
  #at = Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `onTick` is called once it has passed; the deadline is none then, until it is watched again. */
  add(onTick: () => void): Deadline {
    const watched: Watched = { at: Infinity, onTick };
    return {
      watch: (at) => {
        if (at >= watched.at) return;
        watched.at = at;
        this.#watched.add(watched);
        this.#set(at);
      },
      stop: () => {
        watched.at = Infinity;
        // A former table of the set, until it is collected, would keep the whole request: 30 MB after 40,000 of them.
        watched.onTick = ignore;
        this.#watched.delete(watched);
      },
    };
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
      watched.at = Infinity;
      this.#watched.delete(watched);
      watched.onTick();
    }
  }
}

interface Watched {
  at: number;
  onTick: () => void;
}

function ignore(): void {
  // It is over.
}
