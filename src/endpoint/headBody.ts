/** A stream whose first content has not come: held back, so that an answer that is none can be asked for elsewhere. */
import type { Buffer } from 'node:buffer';
import { saySeconds, type Answer, type AnswerBody } from './answerBody.js';
import { failAnswer } from './failure.js';
import { StreamBody } from './streamBody.js';
import { StreamHead } from './streamHead.js';

/** What is quoted of a stream that cannot be read, in characters. */
const QUOTED = 2000;

export class HeadBody implements AnswerBody {
  readonly deadline: number;
  readonly #answer: Answer;
  readonly #head: StreamHead;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#head = new StreamHead(answer.operation?.stream ?? 'none');
    this.deadline = answer.firstTokenAt;
  }

  expire(): void {
    const { upstreamName, timeouts } = this.#answer;
    this.#answer.break('timeout', `timeout: ${upstreamName} sent no content within ${saySeconds(timeouts.firstTokenMs)}`);
  }

  feed(chunk: Buffer): boolean {
    const state = this.#head.feed(chunk);
    if (state.kind === 'held') return true;
    if (state.kind !== 'begun') {
      this.#fail(state.kind, state.text);
      return true;
    }
    if (!this.#answer.begin(true)) return true;
    const stream = new StreamBody(this.#answer);
    this.#answer.turnInto(stream);
    let keepsUp = true;
    for (const held of this.#head.chunks) keepsUp = stream.feed(held);
    return keepsUp;
  }

  resume(): void {
    // Nothing has gone to the client.
  }

  end(): void {
    const state = this.#head.end();
    if (state.kind === 'error' || state.kind === 'broken') this.#fail(state.kind, state.text);
    else if (this.#head.isEmpty) this.#answer.break('stream_interrupted', 'the stream came empty: HTTP 200 without any content');
    else this.#answer.break('stream_interrupted', 'the stream ended before any content had come');
  }

  lose({ message }: Error): void {
    this.#answer.break('stream_interrupted', `the stream broke off before any content had come: ${message}`);
  }

  #fail(kind: 'error' | 'broken', text: string): void {
    const answer = this.#answer;
    if (kind === 'error') {
      const failure = failAnswer(answer.status, answer.headers, text, answer.seen());
      if (failure.diagnosis.category !== 'not_an_error') {
        answer.fail(failure);
        return;
      }
    }
    answer.break('stream_interrupted', `the stream cannot be read: ${text.slice(0, QUOTED)}`);
  }
}
