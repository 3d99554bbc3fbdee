/** A stream that is handed on, watched for its silence and for its end. */
import type { Buffer } from 'node:buffer';
import { saySeconds, type Answer, type AnswerBody } from './answerBody.js';
import { EventRelay } from './eventRelay.js';
import { failAnswer, failOwn, type Failure } from './failure.js';

/** What is read of a failure that the upstream reports in mid-stream, and how long the rest of it is waited for. */
const REPORT_BYTES = 256 * 1024;
const REPORT_MS = 3000;

export class StreamBody implements AnswerBody {
  readonly #answer: Answer;
  readonly #relay: EventRelay;
  /** Epoch milliseconds. */
  #lastContentAt: number;
  /** The client does not keep up: the silence is not the upstream's. */
  #paused = false;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#relay = new EventRelay(answer.operation?.stream ?? 'none', answer.explain, answer.send);
    this.#lastContentAt = answer.now();
  }

  get deadline(): number {
    const { idleMs } = this.#answer.timeouts;
    if (this.#relay.torn) return this.#lastContentAt + Math.min(REPORT_MS, idleMs);
    return this.#paused ? Infinity : this.#lastContentAt + idleMs;
  }

  expire(): void {
    const { upstreamName, timeouts } = this.#answer;
    if (this.#relay.torn) this.#failReported();
    else this.#answer.break('timeout', `timeout: ${upstreamName} sent nothing more for ${saySeconds(timeouts.idleMs)}`);
  }

  feed(chunk: Buffer): boolean {
    const relay = this.#relay;
    const wasTorn = relay.torn;
    const keepsUp = relay.pass(chunk);
    if (relay.content && !wasTorn) this.#lastContentAt = this.#answer.now();
    if (!keepsUp) this.#paused = true;
    if (relay.torn) {
      if (!wasTorn) this.#answer.watchClock();
      if (relay.heldBytes > REPORT_BYTES) this.#failReported();
    }
    return keepsUp;
  }

  resume(): void {
    this.#paused = false;
    this.#lastContentAt = this.#answer.now();
    this.#answer.watchClock();
  }

  end(): void {
    this.#relay.close();
    if (this.#relay.torn) this.#failReported();
    else if (this.#relay.reported) this.#answer.finish(this.#relay.rest(), this.#readReport());
    else if (this.#relay.endsWell()) this.#answer.finish(this.#relay.rest(), null);
    else this.#answer.break('stream_interrupted', 'the stream ended without its terminator');
  }

  lose({ message }: Error): void {
    // The connection may go as it will behind the protocol's own end.
    if (this.#relay.torn || this.#relay.reported || this.#relay.finished) this.end();
    else this.#answer.break('stream_interrupted', `the stream broke off before its end: ${message}`);
  }

  #failReported(): void {
    this.#answer.fail(this.#readReport());
  }

  #readReport(): Failure {
    const answer = this.#answer;
    const text = this.#relay.readReport();
    const failure = failAnswer(answer.status, answer.headers, text, answer.seen());
    if (failure.diagnosis.category !== 'not_an_error') return failure;
    // Words that tell nothing are a failure all the same: the stream says so.
    return failOwn(
      'stream_interrupted',
      `${answer.upstreamName} broke the stream off with an error event: ${text}`,
      answer.seen(),
    );
  }
}
