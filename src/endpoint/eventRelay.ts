/**
 * Hands a stream's events on, whole ones alone: a break leaves no torn event before the one that reports it, which every client
 * would choke on instead of reading the report.
 */
import type { Buffer } from 'node:buffer';
import { HeldChunks } from './heldChunks.js';
import type { Operation } from './operation.js';
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
    if (boundary === chunk.length && this.#held.size === 0) return this.#send(chunk);
    if (boundary === 0) {
      this.#held.add(chunk);
      return this.torn || this.#held.size <= EVENT_BYTES || this.#send(this.#held.take());
    }
    if (this.#held.size > 0) this.#send(this.#held.take());
    const keepsUp = this.#send(boundary < chunk.length ? chunk.subarray(0, boundary) : chunk);
    if (boundary < chunk.length) this.#held.add(chunk.subarray(boundary));
    return keepsUp;
  }

  endsWell(): boolean {
    return this.#watch.endsWell([this.#beforeLast, this.#last].filter((chunk) => chunk !== null));
  }

  /** What is still held back: an event without the blank line behind it, or what the upstream reported. */
  rest(): Buffer | null {
    return this.#held.size === 0 ? null : this.#held.take();
  }
}

/** The data of the first event in a text. */
export function readFirstData(events: string): string {
  const data: string[] = [];
  for (const line of events.split(/\r?\n/)) {
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
    else if (line === '' && data.length > 0) break;
  }
  return data.join('\n');
}
