/**
 * Hands a stream's events on, whole ones alone: a break leaves no torn event before the one that reports it, which every client
 * would choke on instead of reading the report.
 */
import type { Buffer } from 'node:buffer';
import { HeldChunks } from './heldChunks.js';
import type { Operation } from './operation.js';
import { findReportedFailure } from './reportedFailure.js';
import { StreamWatch } from './streamWatch.js';

/** A longer event goes out in parts. */
const EVENT_BYTES = 64 * 1024;

export class EventRelay {
  readonly #watch: StreamWatch;
  readonly #explain: boolean;
  readonly #send: (chunk: Buffer) => boolean;
  readonly #held = new HeldChunks();
  /** The last of the stream: where its end is looked for. */
  #last: Buffer | null = null;
  #beforeLast: Buffer | null = null;
  /** The upstream has reported a failure, which is to be explained: nothing goes out any more. */
  torn = false;

  /** `send` says whether the client keeps up. */
  constructor(stream: Operation['stream'], explain: boolean, send: (chunk: Buffer) => boolean) {
    this.#watch = new StreamWatch(stream);
    this.#explain = explain;
    this.#send = send;
  }

  /** The chunk just passed had more in it than signs of life. */
  get content(): boolean {
    return this.#watch.content;
  }

  /** The protocol's terminator has come. */
  get finished(): boolean {
    return this.#watch.finished;
  }

  get heldBytes(): number {
    return this.#held.size;
  }

  /** Whether the client keeps up. */
  pass(chunk: Buffer): boolean {
    if (this.torn) {
      this.#held.add(chunk);
      return true;
    }
    const watch = this.#watch;
    watch.feed(chunk);
    this.#beforeLast = this.#last;
    this.#last = chunk;
    this.torn = watch.failed && this.#explain;
    const boundary = this.torn ? watch.failedFrom : watch.boundary;
    if (boundary === 0) {
      this.#held.add(chunk);
      return this.torn || this.#held.size <= EVENT_BYTES || this.#send(this.#held.take());
    }
    const events = this.#complete(boundary < chunk.length ? chunk.subarray(0, boundary) : chunk);
    const failedAt = this.#explain ? findReportedFailure(events) : -1;
    if (failedAt !== -1) {
      this.torn = true;
      this.#held.add(events.subarray(failedAt));
    }
    if (boundary < chunk.length) this.#held.add(chunk.subarray(boundary));
    if (failedAt === 0) return true;
    return this.#send(failedAt === -1 ? events : events.subarray(0, failedAt));
  }

  /** What was held back of these events' first goes before them. */
  #complete(events: Buffer): Buffer {
    if (this.#held.size === 0) return events;
    this.#held.add(events);
    return this.#held.take();
  }

  /** The stream is over: its last event may lack the blank line. */
  close(): void {
    if (this.torn || !this.#explain || this.#held.size === 0) return;
    const last = this.#held.take();
    this.torn = findReportedFailure(last) !== -1;
    this.#held.add(last);
  }

  endsWell(): boolean {
    return this.#watch.endsWell([this.#beforeLast, this.#last].filter((chunk) => chunk !== null));
  }

  /** What is still held back: an event without the blank line behind it, or what the upstream reported. */
  rest(): Buffer | null {
    return this.#held.size === 0 ? null : this.#held.take();
  }
}
