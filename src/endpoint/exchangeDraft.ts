/** What will be told of a request, as it comes together. */
import { randomBytes } from 'node:crypto';
import { redact } from '../engine/redact.js';
import type { Attempt as AttemptRecord, Exchange } from './exchange.js';
import type { Failure } from './failure.js';
import type { OpenLink } from './links.js';

/** What is told of a failed answer, in characters. */
const LONGEST_TEXT = 8000;

/** Drawn once: an id of its own for every request would cost more than reading the request does. */
const run = randomBytes(9).toString('hex');
let count = 0;

export class ExchangeDraft {
  readonly id = `${run}-${(count += 1)}`;
  /** Epoch milliseconds. */
  readonly at: number;
  model: string | null = null;
  readonly #attempts: AttemptRecord[] = [];

  constructor(at: number) {
    this.at = at;
  }

  /** How many attempts are over. */
  get attempts(): number {
    return this.#attempts.length;
  }

  /** An attempt is over. `status` is 0 where no answer began, `failure` null where it answered or was called off. */
  add(link: OpenLink, startedAt: number, endedAt: number, status: number, failure: Failure | null): void {
    this.#attempts.push({
      upstream: link.upstream.name,
      model: link.model,
      startedMs: startedAt - this.at,
      tookMs: endedAt - startedAt,
      status: status === 0 ? null : status,
      diagnosis: failure?.diagnosis ?? null,
      text: failure === null ? '' : redact(failure.text).slice(0, LONGEST_TEXT),
    });
  }

  finish(end: Pick<Exchange, 'tool' | 'method' | 'path' | 'outcome' | 'status' | 'tookMs'>): Exchange {
    return { id: this.id, at: this.at, model: this.model, attempts: this.#attempts, ...end };
  }
}
