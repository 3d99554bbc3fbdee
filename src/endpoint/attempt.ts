/**
 * One request to one upstream, as undici's dispatcher drives it. Holds the answer back until it is one, then hands it on as it
 * arrives. It is undici's older handler: the newer one folds every answer's headers into an object that nobody here needs.
 */
import { Buffer } from 'node:buffer';
import type { Dispatcher } from 'undici';
import { failAnswer, failConnection, failOwn, type Failure, type FailureContext } from './failure.js';
import { findHeader, headersForClient } from './forwardedHeaders.js';
import { inflate } from './inflate.js';
import type { Operation } from './operation.js';
import { ObjectScan } from './scanObject.js';
import { StreamHead, type HeadState } from './streamHead.js';
import { StreamWatch } from './streamWatch.js';
import type { Config } from './upstream.js';

/** An answer that is no stream is looked through before it goes out, up to here; a longer one is handed on as it comes. */
const WHOLE_BYTES = 4 * 1024 * 1024;
/** What is read of a failed answer's body, and how long it is waited for. */
const FAILED_BYTES = 256 * 1024;
const FAILED_MS = 3000;
/** What is kept of a failed answer that is handed on as it is. */
const EVIDENCE_BYTES = 8 * 1024;
/** An event that is not yet whole is held back, so that a break leaves no torn one; beyond this it goes out in parts. */
const EVENT_BYTES = 64 * 1024;

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
  /** The last place gets longer. */
  readonly #firstTokenMs: number;
  status: number | null = null;

  #phase: Phase = 'connecting';
  #abort: ((error?: Error) => void) | null = null;
  #resume: (() => void) | null = null;
  #paused = false;
  #lastContentAt = 0;

  #raw: readonly Buffer[] = [];
  #headers: readonly string[] = [];
  /** What is held back, in the phases that do. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  #scan: ObjectScan | null = null;
  #head: StreamHead | null = null;
  #watch: StreamWatch | null = null;
  /** The last of a stream: where its end is looked for. */
  #last: Buffer | null = null;
  #beforeLast: Buffer | null = null;

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
        return this.#heldBytes === 0 ? this.startedAt + this.#firstTokenMs : this.#lastContentAt + idleMs;
      case 'failed':
      case 'torn':
        return this.#lastContentAt + Math.min(FAILED_MS, idleMs);
      case 'stream':
        return this.#paused ? Infinity : this.#lastContentAt + idleMs;
      case 'through':
      case 'over':
        return Infinity;
    }
  }

  /** The deadline has passed. */
  expire(): void {
    const { connectMs, idleMs } = this.#owner.timeouts;
    switch (this.#phase) {
      case 'connecting':
        this.#fail(failOwn('timeout', `timeout: no connection to ${this.#place} within ${seconds(connectMs)}`, this.#context));
        break;
      case 'failed':
        this.#failAnswer();
        break;
      case 'torn':
        this.#failTorn();
        break;
      case 'stream':
        this.#interrupt('timeout', `timeout: ${this.#place} sent nothing more for ${seconds(idleMs)}`);
        break;
      case 'waiting':
      case 'head':
      case 'whole':
        this.#interrupt(
          'timeout',
          this.#heldBytes > 0
            ? `timeout: ${this.#place} sent nothing more for ${seconds(idleMs)}`
            : `timeout: ${this.#place} sent no content within ${seconds(this.#firstTokenMs)}`,
        );
        break;
      case 'through':
      case 'over':
        break;
    }
  }

  /** The time for the whole request is over. */
  expireWhole(totalMs: number): void {
    this.#interrupt('timeout', `timeout: ${this.#place} had not finished its answer after ${seconds(totalMs)}`);
  }

  /** Ends the request to the upstream, in every phase, without a word to the owner. */
  cancel(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#head = null;
    this.#held = [];
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
    if (status >= 300 && status < 400 && status !== 304) {
      this.#refuseRedirect();
      return true;
    }
    const { operation } = this.#owner;
    if (operation === null || status === 204 || status === 304) {
      this.#flow();
    } else if (status >= 400) {
      this.#phase = 'failed';
      this.#lastContentAt = this.#owner.now();
      this.#owner.watchClock();
    } else if (isEncoded(raw)) {
      // It was asked for without: what cannot be read cannot be judged.
      this.#flow();
    } else if (findHeader(raw, 'content-type')?.includes('event-stream')) {
      this.#openHead(operation);
    } else {
      this.#phase = 'whole';
      this.#scan = new ObjectScan(WATCHED);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    switch (this.#phase) {
      case 'stream':
        return this.#passOn(chunk);
      case 'through':
        if ((this.status ?? 0) >= 400 && this.#heldBytes < EVIDENCE_BYTES) this.#hold(chunk);
        return this.#send(chunk);
      case 'whole':
        return this.#gather(chunk);
      case 'head':
        return this.#readHead(chunk);
      case 'failed':
      case 'torn':
        this.#hold(chunk);
        if (this.#heldBytes > FAILED_BYTES) this.expire();
        return true;
      case 'connecting':
      case 'waiting':
      case 'over':
        return true;
    }
  }

  onComplete(): void {
    switch (this.#phase) {
      case 'stream':
        this.#endStream();
        break;
      case 'through':
        this.#endThrough();
        break;
      case 'whole':
        this.#endWhole();
        break;
      case 'head':
        this.#endHead();
        break;
      case 'failed':
        this.#failAnswer();
        break;
      case 'torn':
        this.#failTorn();
        break;
      case 'connecting':
      case 'waiting':
      case 'over':
        break;
    }
  }

  onError(error: Error): void {
    switch (this.#phase) {
      case 'over':
        return;
      case 'connecting':
      case 'waiting':
        this.#fail(failConnection(error, this.#context));
        return;
      case 'failed':
        this.#failAnswer();
        return;
      case 'torn':
        this.#failTorn();
        return;
      case 'stream':
        // The connection may go as it will behind the protocol's own end.
        if (this.#watch?.finished) this.#endStream();
        else this.#interrupt('stream_interrupted', `the stream broke off before its end: ${error.message}`);
        return;
      case 'head':
      case 'whole':
      case 'through':
        this.#interrupt('stream_interrupted', `the answer was lost on its way: ${error.message}`);
    }
  }

  get #place(): string {
    return this.#context.upstream.name;
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
  }

  #takeHeld(): Buffer {
    const [only] = this.#held;
    const all = only && this.#held.length === 1 ? only : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return all;
  }

  #send(chunk: Buffer): boolean {
    if (this.#owner.send(chunk)) return true;
    this.#paused = true;
    return false;
  }

  #fail(failure: Failure): void {
    this.#phase = 'over';
    this.#head = null;
    this.#held = [];
    this.#owner.fail(failure);
  }

  #interrupt(category: 'timeout' | 'stream_interrupted', text: string): void {
    const abort = this.#abort;
    this.#fail(failOwn(category, text, { ...this.#context, at: this.#owner.now() }));
    abort?.();
  }

  /** The upstream's own failure, in a body of its own. */
  #failAnswer(): void {
    const abort = this.#abort;
    const body = this.#takeHeld();
    const text = inflate(body, findHeader(this.#raw, 'content-encoding'));
    this.#fail(failAnswer(this.status ?? 0, this.#headers, text, { ...this.#context, at: this.#owner.now() }));
    // Where the whole of it has come, this does nothing.
    abort?.();
  }

  /** Following it would carry the key to a place that nobody has configured; so would handing it on. */
  #refuseRedirect(): void {
    const abort = this.#abort;
    const text = `bad_gateway: ${this.#place} answered with a redirect (HTTP ${this.status ?? 0}) to ${hostOf(findHeader(this.#raw, 'location'))}, which is not followed, so that no key leaves for another place`;
    this.#fail(failOwn('bad_gateway', text, { ...this.#context, at: this.#owner.now() }));
    abort?.();
  }

  /** Hands on what is not looked into. */
  #flow(): boolean {
    if (this.#owner.streamOnly) {
      this.#interrupt('stream_interrupted', `${this.#place} answered without the stream that was asked for`);
      return false;
    }
    this.#phase = 'through';
    this.#owner.begin(this.status ?? 0, this.#headers, false);
    return true;
  }

  #endThrough(): void {
    this.#phase = 'over';
    const status = this.status ?? 0;
    if (status < 400) {
      this.#owner.end(null, null);
      return;
    }
    const text = inflate(this.#takeHeld(), findHeader(this.#raw, 'content-encoding'));
    this.#owner.end(null, failAnswer(status, this.#headers, text, { ...this.#context, at: this.#owner.now() }));
  }

  #openHead(operation: Operation): void {
    this.#phase = 'head';
    this.#head = new StreamHead(operation.stream);
  }

  #readHead(chunk: Buffer): boolean {
    if (this.#head === null) return true;
    const state = this.#head.feed(chunk);
    switch (state.kind) {
      case 'held':
        return true;
      case 'begun':
        return this.#beginStream(this.#head.chunks);
      case 'error':
      case 'broken':
        this.#failHead(state);
        return true;
    }
  }

  #beginStream(chunks: readonly Buffer[]): boolean {
    this.#head = null;
    this.#phase = 'stream';
    this.#lastContentAt = this.#owner.now();
    this.#watch = new StreamWatch(this.#owner.operation?.stream ?? 'none');
    this.#owner.begin(this.status ?? 0, this.#headers, true);
    this.#owner.watchClock();
    let keepsUp = true;
    for (const chunk of chunks) keepsUp = this.onData(chunk);
    return keepsUp;
  }

  #endHead(): void {
    const head = this.#head;
    if (head === null) return;
    const state = head.end();
    if (state.kind === 'error' || state.kind === 'broken') {
      this.#failHead(state);
      return;
    }
    const text = head.isEmpty
      ? 'the stream came empty: HTTP 200 without any content'
      : 'the stream ended before any content had come';
    this.#fail(failOwn('stream_interrupted', text, { ...this.#context, at: this.#owner.now() }));
  }

  #failHead(state: HeadState & { readonly text: string }): void {
    const abort = this.#abort;
    const context = { ...this.#context, at: this.#owner.now() };
    const answered = failAnswer(this.status ?? 0, this.#headers, state.text, context);
    const known = state.kind === 'error' && answered.diagnosis.category !== 'not_an_error';
    this.#fail(known ? answered : { ...failOwn('stream_interrupted', `the stream cannot be read: ${state.text}`, context) });
    abort?.();
  }

  #passOn(chunk: Buffer): boolean {
    const watch = this.#watch;
    if (watch === null) return this.#send(chunk);
    watch.feed(chunk);
    this.#beforeLast = this.#last;
    this.#last = chunk;
    if (watch.content) this.#lastContentAt = this.#owner.now();
    if (watch.failed && this.#owner.explain) return this.#tear(chunk, watch.failedFrom);
    const { boundary } = watch;
    if (boundary === chunk.length && this.#heldBytes === 0) return this.#send(chunk);
    if (boundary === 0) {
      this.#hold(chunk);
      return this.#heldBytes <= EVENT_BYTES || this.#send(this.#takeHeld());
    }
    if (this.#heldBytes > 0) this.#send(this.#takeHeld());
    if (boundary < chunk.length) this.#hold(chunk.subarray(boundary));
    return this.#send(boundary < chunk.length ? chunk.subarray(0, boundary) : chunk);
  }

  /** Keeps the event that reports a failure, and what follows it, for the answer that explains it. */
  #tear(chunk: Buffer, from: number): boolean {
    this.#phase = 'torn';
    if (from > 0) {
      if (this.#heldBytes > 0) this.#send(this.#takeHeld());
      this.#send(chunk.subarray(0, from));
    }
    this.#hold(chunk.subarray(from));
    this.#lastContentAt = this.#owner.now();
    this.#owner.watchClock();
    return true;
  }

  #failTorn(): void {
    const abort = this.#abort;
    const text = dataOf(this.#takeHeld().toString('utf8'));
    this.#fail(failAnswer(this.status ?? 0, this.#headers, text, { ...this.#context, at: this.#owner.now() }));
    abort?.();
  }

  #endStream(): void {
    const last = [this.#beforeLast, this.#last].filter((chunk) => chunk !== null);
    if (this.#watch?.endsWell(last) === false) {
      this.#fail(
        failOwn('stream_interrupted', 'the stream ended without its terminator', { ...this.#context, at: this.#owner.now() }),
      );
      return;
    }
    this.#phase = 'over';
    this.#owner.end(this.#heldBytes > 0 ? this.#takeHeld() : null, null);
  }

  #gather(chunk: Buffer): boolean {
    if (this.#heldBytes === 0 && this.#owner.operation && looksLikeEvents(chunk)) {
      this.#scan = null;
      this.#openHead(this.#owner.operation);
      return this.#readHead(chunk);
    }
    // Gateways send white space while a model thinks: that is no content.
    if (this.#heldBytes > 0 || !isBlank(chunk)) this.#lastContentAt = this.#owner.now();
    this.#scan?.feed(chunk);
    this.#hold(chunk);
    if (this.#heldBytes <= WHOLE_BYTES) return true;
    return !this.#flow() || this.#send(this.#takeHeld());
  }

  #endWhole(): void {
    const scan = this.#scan;
    const context = { ...this.#context, at: this.#owner.now() };
    if (scan === null || this.#heldBytes === 0) {
      this.#fail(failOwn('stream_interrupted', 'the answer came empty: HTTP 200 without any content', context));
      return;
    }
    const body = this.#takeHeld();
    if (scan.foreign || !scan.complete) {
      const text = scan.foreign
        ? `the answer is no JSON: ${body.toString('utf8', 0, 2000)}`
        : 'Unexpected end of JSON input: the answer ended too early';
      this.#fail(failOwn('stream_interrupted', text, context));
      return;
    }
    if (scan.found.some(({ first, text }) => first !== NULL && text !== '')) {
      const failure = failAnswer(this.status ?? 0, this.#headers, body.toString('utf8'), context);
      if (failure.diagnosis.category !== 'not_an_error') {
        this.#fail(failure);
        return;
      }
    }
    if (findHeader(this.#raw, 'content-length') === null)
      this.#headers = [...this.#headers, 'content-length', String(body.length)];
    if (!this.#flow()) return;
    this.#phase = 'over';
    this.#owner.end(body, null);
  }
}

const WATCHED = ['error'];
const NULL = 0x6e;

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function isEncoded(raw: readonly Buffer[]): boolean {
  const encoding = findHeader(raw, 'content-encoding');
  return encoding !== null && encoding !== 'identity';
}

function hostOf(location: string | null): string {
  if (location === null || !URL.canParse(location)) return location === null ? 'nowhere' : 'another path';
  return new URL(location).host;
}

/** Some servers send events under another content type. */
function looksLikeEvents(chunk: Buffer): boolean {
  const first = chunk[0];
  if (first === 0x3a) return true;
  return (
    (first === 0x64 && chunk.toString('latin1', 0, 5) === 'data:') ||
    (first === 0x65 && chunk.toString('latin1', 0, 6) === 'event:')
  );
}

function isBlank(chunk: Buffer): boolean {
  for (const byte of chunk) if (byte > 0x20) return false;
  return true;
}

/** The data of the first event in a text. */
function dataOf(events: string): string {
  const data: string[] = [];
  for (const line of events.split(/\r?\n/)) {
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
    else if (line === '' && data.length > 0) break;
  }
  return data.join('\n');
}
