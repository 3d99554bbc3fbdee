/** A body that is handed on as it comes, and not looked into. */
import type { Buffer } from 'node:buffer';
import type { Answer, AnswerBody } from './answerBody.js';
import { failAnswer } from './failure.js';
import { HeldChunks } from './heldChunks.js';
import { inflate } from './inflate.js';

/** What is kept of a failed answer, to be told of. */
const EVIDENCE_BYTES = 8 * 1024;

export class ThroughBody implements AnswerBody {
  readonly deadline = Infinity;
  readonly #answer: Answer;
  readonly #evidence = new HeldChunks();

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  expire(): void {
    // It has no deadline.
  }

  feed(chunk: Buffer): boolean {
    if (this.#answer.status >= 400 && this.#evidence.size < EVIDENCE_BYTES) this.#evidence.add(chunk);
    return this.#answer.send(chunk);
  }

  resume(): void {
    // Nothing is measured.
  }

  end(): void {
    const { status, headers } = this.#answer;
    if (status < 400) {
      this.#answer.finish(null, null);
      return;
    }
    const text = inflate(this.#evidence.take(), this.#answer.header('content-encoding'));
    this.#answer.finish(null, failAnswer(status, headers, text, this.#answer.seen()));
  }

  lose({ message }: Error): void {
    this.#answer.break('stream_interrupted', `the answer was lost on its way: ${message}`);
  }
}
