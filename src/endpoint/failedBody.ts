/** The body of an answer whose status says that it failed. */
import type { Buffer } from 'node:buffer';
import type { Answer, AnswerBody } from './answerBody.js';
import { failAnswer } from './failure.js';
import { HeldChunks } from './heldChunks.js';
import { inflate } from './inflate.js';

/** How much of it is read, and how long it is waited for. */
const MOST_BYTES = 256 * 1024;
const MOST_MS = 3000;

export class FailedBody implements AnswerBody {
  readonly deadline: number;
  readonly #answer: Answer;
  readonly #held = new HeldChunks();

  constructor(answer: Answer) {
    this.#answer = answer;
    this.deadline = answer.now() + Math.min(MOST_MS, answer.timeouts.idleMs);
  }

  expire(): void {
    this.end();
  }

  feed(chunk: Buffer): boolean {
    this.#held.add(chunk);
    if (this.#held.size > MOST_BYTES) this.end();
    return true;
  }

  resume(): void {
    // Nothing has gone to the client.
  }

  end(): void {
    const answer = this.#answer;
    const text = inflate(this.#held.take(), answer.header('content-encoding'));
    answer.fail(failAnswer(answer.status, answer.headers, text, answer.seen()));
  }

  lose(): void {
    this.end();
  }
}
