/**
 * Hands a stream's events on, whole ones alone: a break leaves no torn event before the one that reports it, which every client
 * would choke on instead of reading the report.
 */
import type { Buffer } from 'node:buffer';
import { HeldChunks } from './heldChunks.js';
import type { Operation } from './operation.js';
import { findReportedFailure, readFirstData } from './reportedFailure.js';
import { StreamWatch } from './streamWatch.js';

/** A longer event goes out in parts. */
const EVENT_BYTES = 64 * 1024;
/** What is read of a reported failure that goes out as it came. */
const REPORT_BYTES = 64 * 1024;

export class EventRelay {
  readonly #watch: StreamWatch;
  readonly #explain: boolean;
  readonly #send: (chunk: Buffer) => boolean;
  readonly #held = new HeldChunks();
  /** From the event on that reports a failure which is not to be explained. */
  readonly #report = new HeldChunks();
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

  /** The upstream has reported a failure, which goes out as it came. */
  get reported(): boolean {
    return this.#report.size > 0;
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
    if (watch.failed && !this.#explain) this.#copy(chunk);
    const boundary = this.torn ? watch.failedFrom : watch.boundary;
    if (boundary === 0) {
      this.#held.add(chunk);
      return this.torn || this.#held.size <= EVENT_BYTES || this.#send(this.#held.take());
    }
    const events = this.#complete(boundary < chunk.length ? chunk.subarray(0, boundary) : chunk);
    const failedAt = findReportedFailure(events);
    const tears = failedAt !== -1 && this.#explain;
    if (tears) {
      this.torn = true;
      this.#held.add(events.subarray(failedAt));
    } else if (failedAt !== -1 && !this.reported) this.#report.add(events.subarray(failedAt));
    if (boundary < chunk.length) this.#held.add(chunk.subarray(boundary));
    if (tears && failedAt === 0) return true;
    return this.#send(tears ? events.subarray(0, failedAt) : events);
  }

  /** The watch knows a report by its beginning: the rest of it may still be to come. */
  #copy(chunk: Buffer): void {
    const { failedFrom } = this.#watch;
    if (this.reported) {
      if (this.#report.size < REPORT_BYTES) this.#report.add(chunk);
      return;
    }
    if (failedFrom === 0 && this.#held.size > 0) {
      const begun = this.#held.take();
      this.#held.add(begun);
      this.#report.add(begun);
    }
    this.#report.add(chunk.subarray(failedFrom));
  }

  /** What was held back of these events' first goes before them. */
  #complete(events: Buffer): Buffer {
    if (this.#held.size === 0) return events;
    this.#held.add(events);
    return this.#held.take();
  }

  /** The stream is over: its last event may lack the blank line. */
  close(): void {
    if (this.torn || this.#held.size === 0) return;
    const last = this.#held.take();
    this.#held.add(last);
    if (findReportedFailure(last) === -1) return;
    if (this.#explain) this.torn = true;
    else if (!this.reported) this.#report.add(last);
  }

  endsWell(): boolean {
    return this.#watch.endsWell([this.#beforeLast, this.#last].filter((chunk) => chunk !== null));
  }

  /** The data of the event that reports a failure. */
  readReport(): string {
    const bytes = this.torn ? this.rest() : this.#report.take();
    return readFirstData(bytes?.toString() ?? '');
  }

  /** What is still held back: an event without the blank line behind it, or what the upstream reported. */
  rest(): Buffer | null {
    return this.#held.size === 0 ? null : this.#held.take();
  }
}
