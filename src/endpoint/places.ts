/** What the data path asks of the policies that outlive a request. All of it is synchronous where nothing must wait: it is on the hot path. */
import type { Category, Diagnosis } from '../engine/model.js';

/** What a breaker is kept for. */
export interface Place {
  readonly upstream: string;
  /** A digest of the key, so that one key's spent quota does not close the upstream to another; never the key. */
  readonly key: string;
  readonly model: string | null;
}

/** Whether a place may be tried. */
export type Leave =
  | { readonly kind: 'go' }
  | {
      readonly kind: 'closed';
      /** Epoch milliseconds. */
      readonly opensAt: number;
      /** The failure that closed it, where that was told. */
      readonly cause: Diagnosis | null;
    };

/** Circuit breakers and cooldowns. */
export interface Breakers {
  /** `go` where the circuit is closed, or open with its probe still to be sent: then this asker sends it. */
  readonly ask: (place: Place) => Leave;
  /** An answer has begun: a probe need not end before others may go. The failures before it count until an answer is whole. */
  readonly begin: (place: Place) => void;
  /** An answer is whole. */
  readonly succeed: (place: Place) => void;
  /**
   * @param until epoch milliseconds of the provider's own hint: a cooldown, and no failure
   * @param cause told to who asks meanwhile
   */
  readonly fail: (place: Place, category: Category, until: number | null, cause?: Diagnosis) => void;
  /** The asker was cancelled before the place answered: a probe is given back. */
  readonly release: (place: Place) => void;
}

/** Thrown by `enter`: the queue has no room. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
  constructor(readonly retryAfterSeconds: number) {
    super('the queue of this upstream is full');
  }
}

/** Concurrency per upstream, and the hold until a spent rate limit resets. */
export interface Pacing {
  /** Takes a place at once, or null where the caller must queue. The returned function gives it back; call it once. */
  readonly tryEnter: (upstream: string) => (() => void) | null;
  /** Waits in line, first come first served. Rejects with `QueueFull`, or with the signal's reason when that aborts. */
  readonly enter: (upstream: string, signal: AbortSignal) => Promise<() => void>;
  /** Keeps further requests back until then: `x-ratelimit-remaining: 0` with a reset time. */
  readonly holdUntil: (upstream: string, at: number) => void;
}
