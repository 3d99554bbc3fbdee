import { Answer, type Tell } from './answer.js';
import type { AnswerHead } from './answerHead.js';
import type { HostTable } from './hostTable.js';
import { observeNoAnswer, type Asked } from './observe.js';

/** Statuses of what tools ask for beside calls that say no more than that a server does not have it. */
const NOT_THERE = new Set([404, 405, 501]);

export interface TapOptions {
  readonly hosts: HostTable;
  /** How long the rest of a failed answer is waited for. */
  readonly patienceMs: number;
  readonly tell: Tell;
  readonly onFault: (error: unknown) => void;
}

/** What both clients' taps share: which answers are looked at, and what is told of them. */
export class Tap {
  hosts: HostTable;
  /** Something was published, of whatever host. */
  hasHeard = false;
  /** Answers of hosts that are looked at. */
  answers = 0;
  readonly #options: TapOptions;
  /** Those whose bytes are wanted. */
  readonly #open = new Set<Answer>();

  constructor(options: TapOptions) {
    this.#options = options;
    this.hosts = options.hosts;
  }

  heard(): void {
    this.hasHeard = true;
  }

  /** Null for an answer that nothing is to be said of. */
  open(asked: Asked, head: AnswerHead): Answer | null {
    this.answers += 1;
    // Other kinds than calls are looked at for refusals alone.
    if (asked.operation.kind === 'aside' && (head.status < 400 || NOT_THERE.has(head.status))) return null;
    if (head.isEndpoints || (head.status >= 300 && head.status < 400)) return null;
    const { patienceMs, tell } = this.#options;
    const answer: Answer = new Answer(asked, head, patienceMs, tell, () => this.#open.delete(answer));
    if (answer.wantsBytes) this.#open.add(answer);
    return answer;
  }

  tellNoAnswer(asked: Asked, error: unknown, own: boolean): void {
    // Lists are asked for of servers that may be off.
    if (asked.operation.kind === 'call') this.#options.tell(observeNoAnswer(asked, error, own));
  }

  /** Runs what must not throw into its caller. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  dispose(): void {
    for (const answer of this.#open) answer.drop();
    this.#open.clear();
  }
}
