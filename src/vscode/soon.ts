import type { Owned } from './disposableList.js';

/** Runs a task at most once in so many milliseconds, the last time asked for included: a storm is drawn now and then. */
export class Soon implements Owned {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isWanted = false;

  constructor(
    private readonly everyMs: number,
    private readonly task: () => void,
  ) {}

  ask(): void {
    if (this.timer) {
      this.isWanted = true;
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.isWanted) return;
      this.isWanted = false;
      this.ask();
    }, this.everyMs);
    this.task();
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    this.isWanted = false;
  }
}
