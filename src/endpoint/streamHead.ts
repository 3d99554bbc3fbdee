/** Holds a stream's beginning back until its first content, so that an answer that is none can be asked for elsewhere. */
import { Buffer } from 'node:buffer';
import { createParser, type EventSourceParser } from 'eventsource-parser';
import type { Operation } from './operation.js';
import { readEvent } from './streamEvents.js';

/** A stream that announces itself at this length has begun, whatever its events mean. */
const MOST_BYTES = 256 * 1024;
const MOST_EVENTS = 128;

export type HeadState =
  | { readonly kind: 'held' }
  | { readonly kind: 'begun' }
  /** `text` is the event's data. */
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'broken'; readonly text: string };

const HELD: HeadState = { kind: 'held' };
const BEGUN: HeadState = { kind: 'begun' };

export class StreamHead {
  readonly chunks: Buffer[] = [];
  #bytes = 0;
  #events = 0;
  #state: HeadState = HELD;
  readonly #parser: EventSourceParser;

  constructor(stream: Operation['stream']) {
    this.#parser = createParser({
      onEvent: ({ event, data }) => {
        if (this.#state !== HELD) return;
        this.#events += 1;
        const meaning = readEvent(stream, event, data);
        if (meaning === 'content' || this.#events > MOST_EVENTS) this.#state = BEGUN;
        else if (meaning !== 'life') this.#state = { kind: meaning, text: Buffer.from(data, 'latin1').toString('utf8') };
      },
    });
  }

  /** Whether any event has come. */
  get isEmpty(): boolean {
    return this.#events === 0;
  }

  feed(chunk: Buffer): HeadState {
    this.chunks.push(chunk);
    this.#bytes += chunk.length;
    // Latin-1 keeps every byte apart: no character is cut between chunks, and structure is ASCII.
    this.#parser.feed(chunk.toString('latin1'));
    if (this.#state === HELD && this.#bytes > MOST_BYTES) this.#state = BEGUN;
    return this.#state;
  }

  /** The stream is over: its last event may lack the blank line. */
  end(): HeadState {
    if (this.#state === HELD) this.#parser.feed('\n\n');
    return this.#state;
  }

  /** What has come, for the evidence. */
  text(): string {
    return Buffer.concat(this.chunks).toString('utf8', 0, 8192);
  }
}
