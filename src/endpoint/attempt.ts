/**
 * One request to one upstream, as undici's dispatcher drives it. Holds the answer back until it is one, then hands it on as it
 * arrives. It is undici's older handler: the newer one folds every answer's headers into an object that nobody here needs.
 */
import type { Buffer } from 'node:buffer';
import type { Dispatcher } from 'undici';
import type { Category } from '../engine/model.js';
import { unreachable } from '../engine/unreachable.js';
import { EventRelay, readFirstData } from './eventRelay.js';
import { failAnswer, failConnection, failOwn, type Failure, type FailureContext } from './failure.js';
import { findHeader, headersForClient } from './forwardedHeaders.js';
import { HeldChunks } from './heldChunks.js';
import { inflate } from './inflate.js';
import type { Operation } from './operation.js';
import { StreamHead } from './streamHead.js';
import type { Config } from './upstream.js';
import { WholeAnswer } from './wholeAnswer.js';

/** What is read of a failed answer's body, and how long it is waited for. */
const FAILED_BYTES = 256 * 1024;
const FAILED_MS = 3000;
/** What is kept of a failed answer that is handed on as it is. */
const EVIDENCE_BYTES = 8 * 1024;

/** What an attempt needs of the request that it is made for. */
export interface AttemptOwner {
  readonly operation: Operation | null;
  readonly timeouts: Config['timeouts'];
  /** Whether a failure that the upstream reports in mid-stream is explained. */
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

type Phase =
  | 'connecting'
  | 'waiting'
  /** A stream whose first content has not come. */
  | 'head'
  /** An answer that is no stream, and not yet whole. */
  | 'whole'
  /** The body of a failed answer. */
  | 'failed'
  /** A stream that is handed on. */
  | 'stream'
  /** The upstream has reported a failure in mid-stream. */
  | 'torn'
  /** Anything else that is handed on. */
  | 'through'
  | 'over';

export class Attempt implements Dispatcher.DispatchHandler {
  readonly #owner: AttemptOwner;
  readonly #context: FailureContext;
  readonly startedAt: number;
  readonly #firstTokenMs: number;
  status = 0;

  #phase: Phase = 'connecting';
  #abort: ((error?: Error) => void) | null = null;
  #resume: (() => void) | null = null;
  #paused = false;
  /** Epoch milliseconds; 0 before the first. */
  #lastContentAt = 0;
  #raw: readonly Buffer[] = [];
  #headers: readonly string[] = [];

  #head: StreamHead | null = null;
  #relay: EventRelay | null = null;
  #whole: WholeAnswer | null = null;
  /** Of a failed answer. */
  readonly #evidence = new HeldChunks();

  /** `grace` is a factor: how much longer than `firstTokenMs` this place is waited for. */
  constructor(owner: AttemptOwner, context: FailureContext, grace: number) {
    this.#owner = owner;
    this.#context = context;
    this.startedAt = context.at;
    this.#firstTokenMs = owner.timeouts.firstTokenMs * grace;
  }

  /** Epoch milliseconds; infinite where nothing is waited for. */
  get deadline(): number {
    const { connectMs, idleMs } = this.#owner.timeouts;
    switch (this.#phase) {
      case 'connecting':
        return this.startedAt + Math.min(connectMs, this.#firstTokenMs);
      case 'waiting':
      case 'head':
        return this.startedAt + this.#firstTokenMs;
      case 'whole':
        return this.#lastContentAt === 0 ? this.startedAt + this.#firstTokenMs : this.#lastContentAt + idleMs;
      case 'stream':
        return this.#paused ? Infinity : this.#lastContentAt + idleMs;
      case 'failed':
      case 'torn':
        return this.#lastContentAt + Math.min(FAILED_MS, idleMs);
      case 'through':
      case 'over':
        return Infinity;
      default:
        return unreachable(this.#phase);
    }
  }

  /** The deadline has passed. */
  expire(): void {
    const { connectMs, idleMs } = this.#owner.timeouts;
    const place = this.#context.upstream.name;
    switch (this.#phase) {
      case 'connecting':
        this.#break('timeout', `timeout: no connection to ${place} within ${saySeconds(connectMs)}`);
        break;
      case 'waiting':
      case 'head':
      case 'whole':
      case 'stream':
        this.#break(
          'timeout',
          this.#lastContentAt === 0
            ? `timeout: ${place} sent no content within ${saySeconds(this.#firstTokenMs)}`
            : `timeout: ${place} sent nothing more for ${saySeconds(idleMs)}`,
        );
        break;
      case 'failed':
      case 'torn':
        this.onComplete();
        break;
      case 'through':
      case 'over':
        break;
    }
  }

  /** Ends the request to the upstream, in every phase, without a word to the owner. */
  cancel(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#abort?.();
  }

  /** The client keeps up again. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#lastContentAt = this.#owner.now();
    this.#owner.watchClock();
    this.#resume?.();
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.#phase === 'over') {
      abort();
      return;
    }
    this.#abort = abort;
    this.#phase = 'waiting';
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200 || this.#phase === 'over') return true;
    this.status = status;
    this.#resume = resume;
    const { flat, spent } = headersForClient(raw);
    this.#raw = raw;
    this.#headers = flat;
    if (spent) this.#owner.spend(flat);
    const { operation } = this.#owner;
    if (status >= 300 && status < 400 && status !== 304) {
      this.#refuseRedirect();
    } else if (operation === null || status === 204 || status === 304) {
      this.#flow();
    } else if (status >= 400) {
      this.#phase = 'failed';
      this.#lastContentAt = this.#owner.now();
      this.#owner.watchClock();
    } else if (isEncoded(raw)) {
      // It was asked for without: what cannot be read cannot be judged.
      this.#flow();
    } else if (findHeader(raw, 'content-type')?.includes('event-stream')) {
      this.#phase = 'head';
      this.#head = new StreamHead(operation.stream);
    } else {
      this.#phase = 'whole';
      this.#whole = new WholeAnswer();
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    switch (this.#phase) {
      case 'stream':
        return this.#passOn(chunk);
      case 'through':
        if (this.status >= 400 && this.#evidence.size < EVIDENCE_BYTES) this.#evidence.add(chunk);
        return this.#send(chunk);
      case 'whole':
        return this.#gather(chunk);
      case 'head':
        return this.#readHead(chunk);
      case 'torn':
        this.#relay?.pass(chunk);
        if ((this.#relay?.heldBytes ?? 0) > FAILED_BYTES) this.onComplete();
        return true;
      case 'failed':
        this.#evidence.add(chunk);
        if (this.#evidence.size > FAILED_BYTES) this.onComplete();
        return true;
      case 'connecting':
      case 'waiting':
      case 'over':
        return true;
      default:
        return unreachable(this.#phase);
    }
  }

  onComplete(): void {
    switch (this.#phase) {
      case 'stream':
        this.#endStream();
        break;
      case 'through':
        this.#phase = 'over';
        this.#owner.end(null, this.status >= 400 ? this.#readEvidence() : null);
        break;
      case 'whole':
        this.#endWhole();
        break;
      case 'head':
        this.#endHead();
        break;
      case 'failed':
        this.#fail(this.#readEvidence());
        break;
      case 'torn':
        this.#fail(failAnswer(this.status, this.#headers, readFirstData(this.#relay?.rest()?.toString() ?? ''), this.#seen));
        break;
      case 'connecting':
      case 'waiting':
      case 'over':
        break;
    }
  }

  onError(error: Error): void {
    switch (this.#phase) {
      case 'connecting':
      case 'waiting':
        this.#fail(failConnection(error, this.#seen));
        break;
      case 'failed':
      case 'torn':
        this.onComplete();
        break;
      case 'stream':
        // The connection may go as it will behind the protocol's own end.
        if (this.#relay?.finished === true) this.#endStream();
        else this.#break('stream_interrupted', `the stream broke off before its end: ${error.message}`);
        break;
      case 'head':
      case 'whole':
      case 'through':
        this.#break('stream_interrupted', `the answer was lost on its way: ${error.message}`);
        break;
      case 'over':
        break;
    }
  }

  /** The context of a failure that is seen now. */
  get #seen(): FailureContext {
    return { ...this.#context, at: this.#owner.now() };
  }

  #send(chunk: Buffer): boolean {
    if (this.#owner.send(chunk)) return true;
    this.#paused = true;
    return false;
  }

  #fail(failure: Failure): void {
    const abort = this.#abort;
    this.#phase = 'over';
    this.#owner.fail(failure);
    // Where the whole of the answer has come, this does nothing.
    abort?.();
  }

  #break(category: Category, text: string): void {
    this.#fail(failOwn(category, text, this.#seen));
  }

  /** The upstream's own failure, in a body of its own. */
  #readEvidence(): Failure {
    const text = inflate(this.#evidence.take(), findHeader(this.#raw, 'content-encoding'));
    return failAnswer(this.status, this.#headers, text, this.#seen);
  }

  /** Following it would carry the key to a place that nobody has configured; so would handing it on. */
  #refuseRedirect(): void {
    const place = this.#context.upstream.name;
    const elsewhere = sayHost(findHeader(this.#raw, 'location'));
    this.#break(
      'bad_gateway',
      `bad gateway: ${place} answered with a redirect (HTTP ${this.status}) to ${elsewhere}, which is not followed, so that no key leaves for another place`,
    );
  }

  /** Hands on what is not looked into. */
  #flow(): boolean {
    if (this.#owner.streamOnly) {
      this.#break('stream_interrupted', `${this.#context.upstream.name} answered without the stream that was asked for`);
      return false;
    }
    this.#phase = 'through';
    this.#owner.begin(this.status, this.#headers, false);
    return true;
  }

  #readHead(chunk: Buffer): boolean {
    const head = this.#head;
    if (head === null) return true;
    const state = head.feed(chunk);
    if (state.kind === 'begun') return this.#beginStream(head.chunks);
    if (state.kind !== 'held') this.#failHead(state.kind, state.text);
    return true;
  }

  #beginStream(chunks: readonly Buffer[]): boolean {
    const { operation, explain } = this.#owner;
    this.#head = null;
    this.#phase = 'stream';
    this.#lastContentAt = this.#owner.now();
    this.#relay = new EventRelay(operation?.stream ?? 'none', explain, (chunk) => this.#send(chunk));
    this.#owner.begin(this.status, this.#headers, true);
    this.#owner.watchClock();
    let keepsUp = true;
    for (const chunk of chunks) keepsUp = this.onData(chunk);
    return keepsUp;
  }

  #endHead(): void {
    const head = this.#head;
    if (head === null) return;
    const state = head.end();
    if (state.kind === 'error' || state.kind === 'broken') this.#failHead(state.kind, state.text);
    else if (head.isEmpty) this.#break('stream_interrupted', 'the stream came empty: HTTP 200 without any content');
    else this.#break('stream_interrupted', 'the stream ended before any content had come');
  }

  #failHead(kind: 'error' | 'broken', text: string): void {
    if (kind === 'error') {
      const failure = failAnswer(this.status, this.#headers, text, this.#seen);
      if (failure.diagnosis.category !== 'not_an_error') {
        this.#fail(failure);
        return;
      }
    }
    this.#break('stream_interrupted', `the stream cannot be read: ${text.slice(0, 2000)}`);
  }

  #passOn(chunk: Buffer): boolean {
    const relay = this.#relay;
    if (relay === null) return true;
    const keepsUp = relay.pass(chunk);
    if (relay.content) this.#lastContentAt = this.#owner.now();
    if (relay.torn) {
      this.#phase = 'torn';
      this.#owner.watchClock();
    }
    return keepsUp;
  }

  #endStream(): void {
    const relay = this.#relay;
    if (relay === null) return;
    if (!relay.endsWell()) {
      this.#break('stream_interrupted', 'the stream ended without its terminator');
      return;
    }
    this.#phase = 'over';
    this.#owner.end(relay.rest(), null);
  }

  #gather(chunk: Buffer): boolean {
    const whole = this.#whole;
    const { operation } = this.#owner;
    if (whole === null || operation === null) return true;
    if (!whole.begun && looksLikeEvents(chunk)) {
      this.#phase = 'head';
      this.#head = new StreamHead(operation.stream);
      return this.#readHead(chunk);
    }
    if (whole.add(chunk)) {
      this.#lastContentAt = this.#owner.now();
      this.#owner.watchClock();
    }
    return !whole.isTooLong || !this.#flow() || this.#send(whole.take());
  }

  #endWhole(): void {
    const whole = this.#whole;
    if (whole === null) return;
    const judgement = whole.judge();
    const body = whole.take();
    switch (judgement) {
      case 'empty':
        this.#break('stream_interrupted', 'the answer came empty: HTTP 200 without any content');
        return;
      case 'short':
        this.#break('stream_interrupted', 'Unexpected end of JSON input: the answer ended too early');
        return;
      case 'foreign':
        this.#break('stream_interrupted', `the answer is no JSON: ${body.toString('utf8', 0, 2000)}`);
        return;
      case 'error': {
        const failure = failAnswer(this.status, this.#headers, body.toString(), this.#seen);
        if (failure.diagnosis.category !== 'not_an_error') {
          this.#fail(failure);
          return;
        }
        break;
      }
      case 'good':
    }
    if (findHeader(this.#raw, 'content-length') === null) {
      this.#headers = [...this.#headers, 'content-length', String(body.length)];
    }
    if (!this.#flow()) return;
    this.#phase = 'over';
    this.#owner.end(body, null);
  }
}

function saySeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function isEncoded(raw: readonly Buffer[]): boolean {
  const encoding = findHeader(raw, 'content-encoding');
  return encoding !== null && encoding !== 'identity';
}

function sayHost(location: string | null): string {
  if (location === null) return 'nowhere';
  return URL.canParse(location) ? new URL(location).host : 'another path';
}

/** Some servers send events under another content type. */
function looksLikeEvents(chunk: Buffer): boolean {
  const start = chunk.toString('latin1', 0, 6);
  return start.startsWith(':') || start.startsWith('data:') || start === 'event:';
}
