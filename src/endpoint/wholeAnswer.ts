/** An answer that is no stream, looked through while it comes: whether it is whole JSON, and none that reports a failure. */
import type { Buffer } from 'node:buffer';
import { HeldChunks } from './heldChunks.js';
import { ObjectScan } from './scanObject.js';

/** A longer answer is handed on as it comes. */
const MOST_BYTES = 4 * 1024 * 1024;

const WATCHED: readonly string[] = ['error'];
const NULL = 0x6e;
const SPACE = 0x20;

/** `short`: it ended too early. `foreign`: it is no JSON. `error`: it reports a failure. */
export type WholeJudgement = 'good' | 'empty' | 'short' | 'foreign' | 'error';

export class WholeAnswer {
  readonly #held = new HeldChunks();
  readonly #scan = new ObjectScan(WATCHED);
  /** Gateways send white space while a model thinks: that is no content. */
  #begun = false;

  /** Whether the answer itself has begun. */
  add(chunk: Buffer): boolean {
    this.#begun ||= !isBlank(chunk);
    this.#scan.feed(chunk);
    this.#held.add(chunk);
    return this.#begun;
  }

  get isTooLong(): boolean {
    return this.#held.size > MOST_BYTES;
  }

  get begun(): boolean {
    return this.#begun;
  }

  judge(): WholeJudgement {
    if (!this.#begun) return 'empty';
    if (this.#scan.foreign) return 'foreign';
    if (!this.#scan.complete) return 'short';
    return this.#scan.found.some(({ first, text }) => first !== NULL && text !== '') ? 'error' : 'good';
  }

  take(): Buffer {
    return this.#held.take();
  }
}

function isBlank(chunk: Buffer): boolean {
  for (const byte of chunk) if (byte > SPACE) return false;
  return true;
}
