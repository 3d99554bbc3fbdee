/** Goes from place to place of a chain: past open circuits, through queues, over waits. All of it can be called off at once. */
import type { Diagnosis } from '../engine/model.js';
import type { OpenLink } from './links.js';
import { QueueFull, type Breakers, type Leave, type Pacing } from './places.js';

/** A place that rests is waited for no longer than a person waits for a sign. */
const SOON_MS = 15_000;

type Closed = Extract<Leave, { kind: 'closed' }>;

export interface ChainWalkOptions {
  readonly links: readonly OpenLink[];
  /** Null for what is no model call: nothing is learnt from it. */
  readonly breakers: Breakers | null;
  readonly pacing: Pacing;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Epoch milliseconds: later than this nothing is waited for. */
  readonly waitsUntil: number;
  /** A place is free: the request goes there. `exit` gives it back. */
  readonly onPlace: (link: OpenLink, exit: () => void) => void;
  /** No place can be had: all rest. `cause` is why this one does, the first that will be back. */
  readonly onRest: (link: OpenLink, retryAfterSeconds: number, cause: Diagnosis | null) => void;
  /** No place can be had: the last one's queue has no room. */
  readonly onQueueFull: (link: OpenLink, retryAfterSeconds: number) => void;
}

export class ChainWalk {
  readonly #options: ChainWalkOptions;
  #index: number;
  /** At the place at hand. */
  #attempts = 0;
  #queueing: AbortController | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ChainWalkOptions) {
    this.#options = options;
    // A link that is kept for a category is not begun with.
    this.#index = Math.max(
      0,
      options.links.findIndex((link) => link.for === undefined),
    );
  }

  get link(): OpenLink | undefined {
    return this.#options.links[this.#index];
  }

  /** What is left of the chain. */
  get rest(): readonly OpenLink[] {
    return this.#options.links.slice(this.#index + 1);
  }

  /** How many requests the place at hand has had. */
  get attempts(): number {
    return this.#attempts;
  }

  /** `further` is how many links further on; 0 is the place at hand. */
  enter(further: number): void {
    if (further > 0) this.#attempts = 0;
    this.#index += further;
    const { link } = this;
    if (link === undefined) return;
    const { breakers, pacing } = this.#options;
    const leave = breakers?.ask(link.place);
    if (leave?.kind === 'closed') {
      this.#goAround(leave);
      return;
    }
    const exit = pacing.tryEnter(link.upstream.name);
    if (exit === null) void this.#queue(link);
    else this.#take(link, exit);
  }

  /** Tries the place at hand again after a while. */
  wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.enter(0);
    }, ms);
  }

  /** Nobody waits any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#queueing?.abort();
    this.#queueing = null;
  }

  #take(link: OpenLink, exit: () => void): void {
    this.#attempts += 1;
    this.#options.onPlace(link, exit);
  }

  async #queue(link: OpenLink): Promise<void> {
    const { breakers, pacing } = this.#options;
    // Who stands in line must not keep the one probe of a place.
    breakers?.release(link.place);
    const queueing = new AbortController();
    this.#queueing = queueing;
    try {
      const exit = await pacing.enter(link.upstream.name, queueing.signal);
      this.#queueing = null;
      if (queueing.signal.aborted) {
        exit();
        return;
      }
      const leave = breakers?.ask(link.place);
      if (leave?.kind === 'closed') {
        exit();
        this.#goAround(leave);
      } else {
        this.#take(link, exit);
      }
    } catch (error) {
      this.#queueing = null;
      if (queueing.signal.aborted) return;
      const further = link.for === undefined ? this.rest.findIndex((other) => other.for === undefined) : -1;
      if (further !== -1) this.enter(further + 1);
      else this.#options.onQueueFull(link, error instanceof QueueFull ? error.retryAfterSeconds : 1);
    }
  }

  /** The circuit of the place at hand is open: goes on to one whose is closed, or waits for the first that will be. */
  #goAround(closed: Closed): void {
    const { links, breakers, now, waitsUntil, onRest } = this.#options;
    let soonest = closed;
    let soonestIndex = this.#index;
    // What came here for its category has no use for the places that are for all.
    const isKept = this.link?.for !== undefined;
    for (const [index, link] of links.entries()) {
      if (isKept || index <= this.#index || link.for !== undefined) continue;
      const leave = breakers?.ask(link.place);
      if (leave?.kind !== 'closed') {
        breakers?.release(link.place);
        this.enter(index - this.#index);
        return;
      }
      if (leave.opensAt < soonest.opensAt) {
        soonest = leave;
        soonestIndex = index;
      }
    }
    if (soonestIndex !== this.#index) this.#attempts = 0;
    this.#index = soonestIndex;
    const { link } = this;
    if (link === undefined) return;
    const waitMs = Math.max(1, soonest.opensAt - now());
    if (waitMs <= Math.min(SOON_MS, waitsUntil - now())) this.wait(waitMs);
    else onRest(link, Math.ceil(waitMs / 1000), soonest.cause);
  }
}
