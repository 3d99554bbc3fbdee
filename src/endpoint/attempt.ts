/**
 * One request to one upstream, as undici's dispatcher drives it: from the connection to the answer's headers, which decide how its
 * body is read. It is undici's older handler: the newer one folds every answer's headers into an object that nobody here needs.
 */
import type { Buffer } from 'node:buffer';
import type { Dispatcher } from 'undici';
import type { Category } from '../engine/model.js';
import { saySeconds, type Answer, type AnswerBody } from './answerBody.js';
import { failConnection, failOwn, type Failure, type FailureContext } from './failure.js';
import { FailedBody } from './failedBody.js';
import { findHeader, headersForClient } from './forwardedHeaders.js';
import { HeadBody } from './headBody.js';
import type { Operation } from './operation.js';
import { ThroughBody } from './throughBody.js';
import type { Config } from './upstream.js';
import { WholeBody } from './wholeBody.js';

/** What an attempt needs of the request that it is made for. */
export interface AttemptOwner {
  readonly operation: Operation | null;
  readonly timeouts: Config['timeouts'];
  readonly explain: boolean;
  /** The client has been told that a stream follows. */
  readonly streamOnly: boolean;
  readonly now: () => number;
  /** The deadline may have come nearer. */
  readonly watchClock: () => void;
  /** The answer stands: its head can go to the client. */
  readonly begin: (status: number, headers: readonly string[], events: boolean) => void;
  /** False where the client does not keep up. */
  readonly send: (chunk: Buffer) => boolean;
  /** The answer is whole. `failure` is what it reports, where it is handed on as it is. */
  readonly end: (last: Buffer | null, failure: Failure | null) => void;
  readonly fail: (failure: Failure) => void;
  /** A rate limit's rest is nought. */
  readonly spend: (headers: readonly string[]) => void;
}

export class Attempt implements Dispatcher.DispatchHandler, Answer {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly firstTokenAt: number;
  readonly operation: Operation | null;
  readonly timeouts: Config['timeouts'];
  readonly explain: boolean;
  readonly now: () => number;
  /** 0 until the answer has begun. */
  status = 0;
  headers: readonly string[] = [];

  readonly #owner: AttemptOwner;
  readonly #context: FailureContext;
  #raw: readonly Buffer[] = [];
  #connected = false;
  /** Null until the answer has begun. */
  #body: AnswerBody | null = null;
  #abort: ((error?: Error) => void) | null = null;
  #resume: (() => void) | null = null;
  #paused = false;
  #over = false;

  /** `grace` is a factor: how much longer than `firstTokenMs` this place is waited for. */
  constructor(owner: AttemptOwner, context: FailureContext, grace: number) {
    this.#owner = owner;
    this.#context = context;
    this.operation = owner.operation;
    this.timeouts = owner.timeouts;
    this.explain = owner.explain;
    this.now = owner.now;
    this.startedAt = context.at;
    this.firstTokenAt = context.at + owner.timeouts.firstTokenMs * grace;
  }

  get upstreamName(): string {
    return this.#context.upstream.name;
  }

  /** Epoch milliseconds; infinite where nothing is waited for. */
  get deadline(): number {
    if (this.#over) return Infinity;
    if (this.#body !== null) return this.#body.deadline;
    return this.#connected ? this.firstTokenAt : Math.min(this.firstTokenAt, this.startedAt + this.timeouts.connectMs);
  }

  /** The deadline has passed. */
  expire(): void {
    const { connectMs, firstTokenMs } = this.timeouts;
    if (this.#over) return;
    if (this.#body !== null) this.#body.expire();
    else if (this.#connected)
      this.break('timeout', `timeout: ${this.upstreamName} sent no answer within ${saySeconds(firstTokenMs)}`);
    else this.break('timeout', `timeout: no connection to ${this.upstreamName} within ${saySeconds(connectMs)}`);
  }

  /** Ends the request to the upstream, wherever it stands, without a word to the owner. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#abort?.();
  }

  /** The client keeps up again. */
  resume(): void {
    if (this.#over || !this.#paused) return;
    this.#paused = false;
    this.#body?.resume();
    this.#resume?.();
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.#over) {
      abort();
      return;
    }
    this.#abort = abort;
    this.#connected = true;
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200 || this.#over) return true;
    const { flat, spent } = headersForClient(raw);
    this.status = status;
    this.headers = flat;
    this.#raw = raw;
    this.#resume = resume;
    if (spent) this.#owner.spend(flat);
    if (status >= 300 && status < 400 && status !== 304) this.#refuseRedirect();
    else this.#openBody();
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#over || this.#body === null || this.#body.feed(chunk)) return true;
    this.#paused = true;
    return false;
  }

  onComplete(): void {
    if (!this.#over) this.#body?.end();
  }

  onError(error: Error): void {
    if (this.#over) return;
    if (this.#body === null) this.fail(failConnection(error, this.seen()));
    else this.#body.lose(error);
  }

  header(name: string): string | null {
    return findHeader(this.#raw, name);
  }

  seen(): FailureContext {
    return { ...this.#context, at: this.now() };
  }

  watchClock(): void {
    this.#owner.watchClock();
  }

  turnInto(body: AnswerBody): void {
    this.#body = body;
    this.#owner.watchClock();
  }

  begin(events: boolean, more?: readonly string[]): boolean {
    if (this.#owner.streamOnly && !events) {
      this.break('stream_interrupted', `${this.upstreamName} answered without the stream that was asked for`);
      return false;
    }
    this.#owner.begin(this.status, more === undefined ? this.headers : [...this.headers, ...more], events);
    return true;
  }

  readonly send = (chunk: Buffer): boolean => this.#owner.send(chunk);

  finish(last: Buffer | null, failure: Failure | null): void {
    this.#over = true;
    this.#owner.end(last, failure);
  }

  fail(failure: Failure): void {
    this.#over = true;
    this.#owner.fail(failure);
    // Where the whole of the answer has come, this does nothing.
    this.#abort?.();
  }

  break(category: Category, text: string): void {
    this.fail(failOwn(category, text, this.seen()));
  }

  #openBody(): void {
    const { operation, status } = this;
    if (operation !== null && status >= 400) {
      this.turnInto(new FailedBody(this));
    } else if (operation !== null && status !== 204 && status !== 304 && this.#isReadable) {
      this.turnInto(this.header('content-type')?.includes('event-stream') ? new HeadBody(this) : new WholeBody(this));
    } else if (this.begin(false)) {
      // Such an answer may tell the length of a body that it does not have, which undici would wait for: RFC 9110, 8.6.
      if (status === 304) this.finish(null, null);
      else this.turnInto(new ThroughBody(this));
    }
  }

  /** It was asked for without an encoding: what cannot be read cannot be judged. */
  get #isReadable(): boolean {
    const encoding = this.header('content-encoding');
    return encoding === null || encoding === 'identity';
  }

  /** Following it would carry the key to a place that nobody has configured; so would handing it on. */
  #refuseRedirect(): void {
    const location = this.header('location');
    const elsewhere = location !== null && URL.canParse(location) ? new URL(location).host : 'another path';
    this.break(
      'bad_gateway',
      `bad gateway: ${this.upstreamName} answered with a redirect (HTTP ${this.status}) to ${elsewhere}, which is not followed, so that no key leaves for another place`,
    );
  }
}
