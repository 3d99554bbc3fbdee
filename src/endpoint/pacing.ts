/** Concurrency per upstream: a fixed number of places, a bounded line before them, and the hold until a spent limit resets. */
import { QueueFull, type Pacing } from './places.js';
import type { Config } from './upstream.js';

/** A longer hold is the upstream's to say: whoever waits in line without a word is worse off than who is told why. */
const LONGEST_HOLD_MS = 60_000;
/** How long a request holds its place, before one has been seen. */
const ASSUMED_MS = 5_000;
/** How much one request changes what is expected of the next. */
const WEIGHT = 0.2;
const LONGEST_RETRY_SECONDS = 60;

interface Waiting {
  readonly admit: () => void;
}

interface Line {
  active: number;
  /** First come, first served; a Set, so that who leaves the middle costs nothing. */
  readonly waiting: Set<Waiting>;
  /** Epoch milliseconds. */
  heldUntil: number;
  timer: NodeJS.Timeout | null;
  /** What a request takes, smoothed. In milliseconds. */
  usualMs: number;
}

interface PacingReport {
  readonly upstream: string;
  readonly active: number;
  readonly waiting: number;
}

export interface ObservedPacing extends Pacing {
  readonly report: () => readonly PacingReport[];
  /** The places may have become more: lets in who can be. */
  readonly reconsider: () => void;
}

/** @param now epoch milliseconds */
export function createPacing(policy: () => Config['concurrency'], now: () => number): ObservedPacing {
  /** By upstream: as many as are configured. */
  const lines = new Map<string, Line>();

  const lineOf = (upstream: string): Line => {
    let line = lines.get(upstream);
    if (line === undefined) {
      line = { active: 0, waiting: new Set(), heldUntil: 0, timer: null, usualMs: ASSUMED_MS };
      lines.set(upstream, line);
    }
    return line;
  };

  const takePlace = (line: Line): (() => void) => {
    line.active++;
    const since = now();
    let given = false;
    return () => {
      if (given) return;
      given = true;
      line.active--;
      line.usualMs += WEIGHT * (now() - since - line.usualMs);
      letIn(line);
    };
  };

  const letIn = (line: Line): void => {
    const leftMs = line.heldUntil - now();
    if (leftMs > 0) {
      if (line.waiting.size > 0) {
        line.timer ??= setTimeout(() => {
          line.timer = null;
          letIn(line);
        }, leftMs);
      }
      return;
    }
    const { perUpstream } = policy();
    for (const next of line.waiting) {
      if (line.active >= perUpstream) return;
      line.waiting.delete(next);
      next.admit();
    }
  };

  const estimateSeconds = (line: Line): number => {
    const rounds = Math.ceil((line.waiting.size + 1) / policy().perUpstream);
    const ms = Math.max(rounds * line.usualMs, line.heldUntil - now());
    return Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(ms / 1000)));
  };

  /** A free place needs no queue. */
  const hasRoom = (line: Line): boolean =>
    line.waiting.size === 0 && line.active < policy().perUpstream && (line.heldUntil === 0 || now() >= line.heldUntil);

  const waitInLine = (line: Line, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        line.waiting.delete(place);
        reject(reasonOf(signal));
      };
      const place: Waiting = {
        admit: () => {
          signal.removeEventListener('abort', leave);
          resolve(takePlace(line));
        },
      };
      line.waiting.add(place);
      signal.addEventListener('abort', leave, { once: true });
      letIn(line);
    });

  return {
    tryEnter: (upstream) => {
      const line = lineOf(upstream);
      return hasRoom(line) ? takePlace(line) : null;
    },
    enter: async (upstream, signal) => {
      signal.throwIfAborted();
      const line = lineOf(upstream);
      if (line.waiting.size >= policy().queue && !hasRoom(line)) throw new QueueFull(estimateSeconds(line));
      return waitInLine(line, signal);
    },
    holdUntil: (upstream, at) => {
      const ms = at - now();
      if (!(ms > 0) || ms > LONGEST_HOLD_MS) return;
      const line = lineOf(upstream);
      line.heldUntil = Math.max(line.heldUntil, at);
    },
    report: () => [...lines].map(([upstream, { active, waiting }]) => ({ upstream, active, waiting: waiting.size })),
    reconsider: () => {
      for (const line of lines.values()) letIn(line);
    },
  };
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
