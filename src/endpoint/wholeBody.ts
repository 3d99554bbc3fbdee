/**
 * A body that is no stream. It is held until it is whole, and looked through while it comes: whether it is JSON to its end, and
 * no report of a failure.
 */
import type { Buffer } from 'node:buffer';
import { saySeconds, type Answer, type AnswerBody } from './answerBody.js';
import { failAnswer } from './failure.js';
import { HeadBody } from './headBody.js';
import { HeldChunks } from './heldChunks.js';
import { ObjectScan } from './scanObject.js';
import { ThroughBody } from './throughBody.js';

/** A longer one is handed on as it comes. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What is quoted of a body that cannot be read. */
const QUOTED_BYTES = 2000;

const WATCHED: readonly string[] = ['error'];
const NULL = 0x6e;
const SPACE = 0x20;

export class WholeBody implements AnswerBody {
  deadline: number;
  readonly #answer: Answer;
  readonly #held = new HeldChunks();
  readonly #scan = new ObjectScan(WATCHED);
  #begun = false;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.deadline = answer.firstTokenAt;
  }

  expire(): void {
    const { upstreamName, timeouts } = this.#answer;
    const what = this.#begun ? `nothing more for ${saySeconds(timeouts.idleMs)}` : 'no content in the time that it had';
    this.#answer.break('timeout', `timeout: ${upstreamName} sent ${what}`);
  }

  feed(chunk: Buffer): boolean {
    const answer = this.#answer;
    // Some servers send events under another content type.
    if (!this.#begun && looksLikeEvents(chunk)) {
      const head = new HeadBody(answer);
      answer.turnInto(head);
      return head.feed(chunk);
    }
    // Gateways send white space while a model thinks: that is no content.
    this.#begun ||= !isBlank(chunk);
    this.#scan.feed(chunk);
    this.#held.add(chunk);
    if (this.#begun) {
      this.deadline = answer.now() + answer.timeouts.idleMs;
      answer.watchClock();
    }
    if (this.#held.size <= MOST_BYTES || !answer.begin(false)) return true;
    answer.turnInto(new ThroughBody(answer));
    return answer.send(this.#held.take());
  }

  resume(): void {
    // Nothing has gone to the client.
  }

  end(): void {
    const answer = this.#answer;
    const body = this.#held.take();
    if (!this.#begun) {
      answer.break('stream_interrupted', 'the answer came empty: HTTP 200 without any content');
    } else if (this.#scan.foreign) {
      answer.break('stream_interrupted', `the answer is no JSON: ${body.toString('utf8', 0, QUOTED_BYTES)}`);
    } else if (!this.#scan.complete) {
      answer.break('stream_interrupted', 'Unexpected end of JSON input: the answer ended too early');
    } else if (!this.#reportsFailure(body)) {
      const length = answer.header('content-length') === null ? ['content-length', String(body.length)] : undefined;
      if (answer.begin(false, length)) answer.finish(body, null);
    }
  }

  lose({ message }: Error): void {
    this.#answer.break('stream_interrupted', `the answer was lost on its way: ${message}`);
  }

  /** An error under HTTP 200, unless the engine finds that it is none. */
  #reportsFailure(body: Buffer): boolean {
    if (!this.#scan.found.some(({ first, text }) => first !== NULL && text !== '')) return false;
    const answer = this.#answer;
    const failure = failAnswer(answer.status, answer.headers, body.toString(), answer.seen());
    if (failure.diagnosis.category === 'not_an_error') return false;
    answer.fail(failure);
    return true;
  }
}

function isBlank(chunk: Buffer): boolean {
  for (const byte of chunk) if (byte > SPACE) return false;
  return true;
}

function looksLikeEvents(chunk: Buffer): boolean {
  const start = chunk.toString('latin1', 0, 6);
  return start.startsWith(':') || start.startsWith('data:') || start === 'event:';
}
