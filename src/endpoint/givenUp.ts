/**
 * The requests that were given up lately. A client that sends one of them again starts over, whatever it was told: some do so for
 * ever and show nothing meanwhile, and not all of them say who they are.
 */
import { shouldStop, type FailureAnswer } from './answerFailure.js';

/** Longer than any client waits before it starts over. */
const REMEMBERED_MS = 180_000;
/** Sooner than a person asks again. */
const AT_ONCE_MS = 1_000;
const MOST = 100;

interface Entry {
  readonly at: number;
  /** Null where the client was not told to stop: it may try again at once. */
  readonly answer: FailureAnswer | null;
}

export class GivenUp {
  /** By the request's digest; oldest first. */
  readonly #entries = new Map<string, Entry>();
  /** When a client was told to stop. */
  #lastStop = Number.NEGATIVE_INFINITY;

  /** The request is given up: tells whether it was before, and remembers it. */
  conclude(digest: string, answer: FailureAnswer, now: number): FailureAnswer {
    const before = this.#entries.get(digest);
    const concluded = { ...answer, startsOver: before !== undefined && now - before.at <= REMEMBERED_MS };
    const stops = shouldStop(concluded);
    if (stops) this.#lastStop = now;
    this.#entries.delete(digest);
    this.#entries.set(digest, { at: now, answer: stops ? concluded : null });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
    return concluded;
  }

  /** What the same request was answered a moment ago: a machine asks again, and nothing has changed. Digests only where one can match. */
  stoppedJustNow(digest: () => string, now: number): FailureAnswer | null {
    if (now - this.#lastStop > AT_ONCE_MS) return null;
    const entry = this.#entries.get(digest());
    return entry !== undefined && now - entry.at <= AT_ONCE_MS ? entry.answer : null;
  }
}
