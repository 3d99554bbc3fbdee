import type { Observation } from '../../engine/model.js';
import { isEventStream, type AnswerHead } from './answerHead.js';
import { readFirstEvent } from './firstEvent.js';
import { inflate } from './inflate.js';
import { isOwnEnd, observeAnswer, observeBreak, observeEmptyStream, observeEvent, type Asked } from './observe.js';

/** Takes what was seen; `agoMs` where it was a while ago. */
export type Tell = (observation: Observation, agoMs?: number) => void;

/** What is kept of a body, in bytes, packed and unpacked. */
const KEPT_BYTES = 64 * 1024;
/**
 * How often a stream is looked at for its first event. Each look reads all that came: a server that sends crumbs would take more time of
 * the host than it takes itself. One that is kept alive every few seconds gets to speak for a quarter of an hour.
 */
const MOST_LOOKS = 256;

/**
 * `failed`: the body is kept. `opening`: an event stream up to its first event. `passing`: a success, of which no byte is looked at.
 * `over`: all is told.
 */
type Phase = 'failed' | 'opening' | 'passing' | 'over';

/** One answer while it comes in. It tells of a failure at most once. */
export class Answer {
  readonly #asked: Asked;
  readonly #head: AnswerHead;
  readonly #tell: Tell;
  readonly #onIdle: () => void;
  readonly #timer: NodeJS.Timeout | null = null;
  #phase: Phase;
  #chunks: Buffer[] = [];
  #size = 0;
  #looks = 0;
  #stopHearing: (() => void) | null = null;

  /** `onIdle` is called when no further byte is wanted. A failed answer whose end does not come is told of after `patienceMs`. */
  constructor(asked: Asked, head: AnswerHead, patienceMs: number, tell: Tell, onIdle: () => void) {
    this.#asked = asked;
    this.#head = head;
    this.#tell = tell;
    this.#onIdle = onIdle;
    this.#phase = head.status >= 400 ? 'failed' : isEventStream(head) ? 'opening' : 'passing';
    if (this.#phase === 'failed') {
      this.#timer = setTimeout(() => this.#tellFailure(patienceMs), patienceMs);
      this.#timer.unref();
    }
  }

  get wantsBytes(): boolean {
    return this.#phase === 'failed' || this.#phase === 'opening';
  }

  /** The bytes are overheard, and not published. */
  get isOverheard(): boolean {
    return this.#stopHearing !== null;
  }

  /** `stop` ends it; it is called when no further byte is wanted. */
  overhear(stop: () => void): void {
    this.#stopHearing = stop;
  }

  stopHearing(): void {
    this.#stopHearing?.();
    this.#stopHearing = null;
  }

  /** The chunk is copied: its memory is the parser's. */
  take(chunk: Uint8Array): void {
    if (!this.wantsBytes || chunk.length === 0) return;
    const room = KEPT_BYTES - this.#size;
    this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
    this.#size += Math.min(chunk.length, room);
    if (this.#phase === 'failed') {
      if (this.#size === KEPT_BYTES) this.#tellFailure();
    } else if (this.#mayEndEvent(chunk)) this.#look(false);
  }

  /** The whole answer has come. `visible` is false where its bytes could not be looked at: none then proves nothing. */
  end(visible: boolean): void {
    if (this.#phase === 'failed') this.#tellFailure();
    else if (this.#phase === 'opening' && visible) this.#look(true);
    this.#finish('over');
  }

  /** Nothing more will come: the other side broke off, or the client did. */
  break(error: unknown, own = isOwnEnd(error)): void {
    if (this.#phase === 'failed') this.#tellFailure();
    // What a client no longer wants of a success is its own affair.
    else if (this.#phase !== 'over' && !own) this.#tell(observeBreak(this.#asked, this.#head, error));
    this.#finish('over');
  }

  /** Forgets all; nothing is told any more. */
  drop(): void {
    this.#finish('over');
  }

  /** Its client need not have waited. */
  #tellFailure(waitedMs = 0): void {
    if (this.#phase !== 'failed') return;
    const text = this.#text();
    this.#finish('over');
    this.#tell(observeAnswer(this.#asked, this.#head, text), waitedMs);
  }

  /** An event ends with a line; of packed bytes nobody knows. */
  #mayEndEvent(chunk: Uint8Array): boolean {
    return this.#head.coding !== '' || this.#size === KEPT_BYTES || chunk.includes(10) || chunk.includes(13);
  }

  #look(ended: boolean): void {
    this.#looks += 1;
    const text = this.#text();
    const first = readFirstEvent(text ?? '', ended);
    if (first?.kind === 'error') {
      this.#finish('over');
      this.#tell(observeEvent(this.#asked, this.#head, first.text));
    } else if (first?.kind === 'empty' || (first === null && ended && text !== null)) {
      this.#finish('over');
      this.#tell(observeEmptyStream(this.#asked, this.#head));
    } else if (first !== null || this.#size === KEPT_BYTES || this.#looks === MOST_LOOKS) this.#finish('passing');
  }

  /** Null where it is packed in a way that cannot be undone. */
  #text(): string | null {
    const plain = inflate(Buffer.concat(this.#chunks), this.#head.coding);
    // As a stream: what a cut leaves of a character at the end is no character.
    return plain === null ? null : new TextDecoder().decode(plain.subarray(0, KEPT_BYTES), { stream: true });
  }

  #finish(phase: 'passing' | 'over'): void {
    if (this.#phase === 'over') return;
    this.#phase = phase;
    this.#chunks = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.stopHearing();
    this.#onIdle();
  }
}
