/** Counts what is under way, so that the process can end when it is over. */
import type { ServerResponse } from 'node:http';

export interface Drain {
  readonly follow: (response: ServerResponse) => void;
  readonly count: () => number;
  /** Settles when nothing is under way, or after the bound. */
  readonly wait: (boundMs: number) => Promise<void>;
}

export function createDrain(): Drain {
  let count = 0;
  let onEmpty: (() => void) | null = null;
  const leave = (): void => {
    count--;
    if (count === 0) onEmpty?.();
  };
  return {
    follow: (response) => {
      count++;
      response.once('close', leave);
    },
    count: () => count,
    wait: async (boundMs) => {
      if (count === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
        timer = setTimeout(resolve, boundMs);
      });
      clearTimeout(timer);
    },
  };
}
