/** Who needs the process: windows that hold a lease. Where it was started to linger, it ends some time after the last one. */
import { randomUUID } from 'node:crypto';

interface Lease {
  readonly id: string;
  /** Until it must be renewed, from now. */
  readonly ttlMs: number;
}

export interface Leases {
  /** @param pid the process that needs the endpoint; its death ends the lease. Null where there are too many. */
  readonly take: (pid: number, ttlMs: number) => Lease | null;
  /** Whether there still was one. */
  readonly renew: (id: string) => boolean;
  readonly end: (id: string) => void;
  readonly count: () => number;
  /** A request begins: it counts as need too. */
  readonly touch: () => void;
  readonly close: () => void;
}

const MOST = 256;
const LONGEST_TTL_MS = 10 * 60_000;
const SHORTEST_TTL_MS = 1_000;
const CHECK_MS = 1_000;

interface Options {
  /** How long nobody may need the process before `onUnneeded`; null where it serves until it is told to stop. */
  readonly lingerMs: number | null;
  readonly onUnneeded: () => void;
  /** Whether a request is under way: a command-line tool holds no lease. */
  readonly isBusy: () => boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createLeases({ lingerMs, onUnneeded, isBusy, now }: Options): Leases {
  const held = new Map<string, { readonly pid: number; readonly ttlMs: number; until: number }>();
  let neededAt = now();
  let saidUnneeded = false;

  const check = (): void => {
    for (const [id, { pid, until }] of held) if (now() >= until || !isAlive(pid)) held.delete(id);
    if (held.size > 0 || isBusy()) neededAt = now();
    else if (!saidUnneeded && lingerMs !== null && now() - neededAt >= lingerMs) {
      saidUnneeded = true;
      clearInterval(timer);
      onUnneeded();
    }
  };
  const timer = setInterval(check, CHECK_MS);
  timer.unref();

  return {
    take: (pid, ttlMs) => {
      check();
      if (held.size >= MOST) return null;
      const id = randomUUID();
      const bounded = Math.min(LONGEST_TTL_MS, Math.max(SHORTEST_TTL_MS, ttlMs));
      held.set(id, { pid, ttlMs: bounded, until: now() + bounded });
      neededAt = now();
      return { id, ttlMs: bounded };
    },
    renew: (id) => {
      const lease = held.get(id);
      if (lease === undefined) return false;
      lease.until = now() + lease.ttlMs;
      return true;
    },
    end: (id) => {
      if (held.delete(id)) neededAt = now();
    },
    count: () => held.size,
    touch: () => {
      neededAt = now();
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

/** A process of another user is alive too, though it may not be signalled. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
