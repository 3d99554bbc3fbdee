/** One request of a client, from its arrival to its last byte: reads it, tries one place after the other, answers. */
import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRetryAfter } from '../engine/hints.js';
import { findProvider } from '../engine/providers/lookup.js';
import { redact } from '../engine/redact.js';
import { decideRetry } from '../engine/retry.js';
import { answerFailure } from './answerFailure.js';
import { Attempt, type AttemptOwner } from './attempt.js';
import { DeadlineClock } from './deadlineClock.js';
import type { Attempt as AttemptRecord, Exchange } from './exchange.js';
import { failOwn, type Failure, type FailureContext } from './failure.js';
import { errorEvents } from './failureBody.js';
import type { ClientTrait, ForwarderOptions, Target } from './forward.js';
import { headerRecord, headersForUpstream } from './forwardedHeaders.js';
import { signOfLife, streamHeaders } from './keepAlive.js';
import { openLinks, type OpenLink } from './links.js';
import { protocolOf, readOperation, type Operation } from './operation.js';
import { QueueFull } from './places.js';
import { RequestBody } from './requestBody.js';
import type { Config } from './upstream.js';

/** The last place of a chain is waited for a little longer: there is no other. */
const GRACE = 1.25;
/** A request that is not retried is not held for long. */
const THROUGH_BYTES = 64 * 1024;
/** What is recorded of a failed answer, in characters. */
const RECORDED_TEXT = 8000;
/** A place that rests is waited for no longer than a person waits for a sign. */
const SOON_MS = 15_000;
const FIRST_KEEP_ALIVE_MS = 30_000;
const KEEP_ALIVE_MS = 15_000;

export class Call implements AttemptOwner {
  readonly operation: Operation | null;
  readonly timeouts: Config['timeouts'];
  readonly explain: boolean;
  readonly now: () => number;

  readonly #options: ForwarderOptions;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #target: Target;
  readonly #client: ClientTrait | null;
  readonly #config: Config;
  readonly #id = randomUUID();
  readonly #startedAt: number;
  readonly #records: AttemptRecord[] = [];
  readonly #clock: DeadlineClock;

  readonly #body = new RequestBody();
  /** Sent as it comes, once: too long to be held. */
  #passesBody = false;
  #model: string | null = null;
  #links: readonly OpenLink[] = [];
  #index = 0;
  /** At the place of `#index`. */
  #attemptsHere = 0;
  #attempt: Attempt | null = null;
  /** Gives the place in the upstream's concurrency back. */
  #exit: (() => void) | null = null;
  /** While in line. */
  #queueing: AbortController | null = null;
  /** While nothing is done but wait. */
  #pause: NodeJS.Timeout | null = null;
  #keepAliveAt: number;
  /** The client has the endpoint's own head: what follows must be a stream. */
  streamOnly = false;
  /** The upstream's answer has begun to go out. */
  #committed = false;
  /** What goes out are events. */
  #sendsEvents = false;
  #drains = false;
  #lastFailure: Failure | null = null;
  #over = false;

  constructor(
    options: ForwarderOptions,
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    client: ClientTrait | null,
  ) {
    this.#options = options;
    this.#request = request;
    this.#response = response;
    this.#target = target;
    this.#client = client;
    this.now = options.now;
    this.#config = options.config();
    this.timeouts = this.#config.timeouts;
    this.explain = this.#config.explain;
    this.operation = readOperation(request.method ?? 'GET', target.path);
    this.#startedAt = options.now();
    this.#keepAliveAt = this.#startedAt + (options.keepAliveMs ?? FIRST_KEEP_ALIVE_MS);
    this.#clock = new DeadlineClock(this.now, () => this.#tick());
  }

  start(): void {
    this.#response.on('close', () => this.#leaveEarly());
    const { headers } = this.#request;
    const length = headers['content-length'];
    if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) {
      this.#open();
      return;
    }
    const expected = length === undefined ? -1 : Number(length);
    const bound = this.operation === null ? THROUGH_BYTES : this.#config.holdBytes;
    this.#request.on('data', (chunk: Buffer) => {
      if (this.#passesBody || this.#over) return;
      this.#body.add(chunk);
      if (this.#body.size === expected) this.#open();
      else if (this.#body.size > bound) this.#passBody();
    });
    if (expected !== -1) return;
    this.#request.on('end', () => {
      if (!this.#passesBody) this.#open();
    });
  }

  /** The rest of the body goes to the upstream as it comes, whatever becomes of it there. */
  #passBody(): void {
    this.#passesBody = true;
    this.#request.pause();
    this.#request.removeAllListeners('data');
    this.#open();
  }

  #open(): void {
    if (this.#over) return;
    const { operation } = this;
    if (operation !== null) this.#model = this.#body.readModel();
    const route = operation === null ? null : this.#options.routeOf(this.#config, this.#model);
    const links = openLinks(this.#config, route, {
      request: this.#request,
      target: this.#target,
      operation,
      model: this.#model,
    });
    // A link that is kept for a category is not begun with.
    const first = Math.max(
      0,
      links.findIndex((link) => link.for === undefined),
    );
    this.#links = this.#repeats ? links : links.slice(first, first + 1);
    this.#enter(this.#repeats ? first : 0);
  }

  /** Whether the request can be sent again, here or elsewhere. */
  get #repeats(): boolean {
    return this.operation !== null && !this.#passesBody;
  }

  get #link(): OpenLink | undefined {
    return this.#links[this.#index];
  }

  /** Goes to a place: another, or the same again. */
  #enter(index: number): void {
    if (index !== this.#index) this.#attemptsHere = 0;
    this.#index = index;
    const link = this.#link;
    if (link === undefined) return;
    if (this.operation !== null) {
      const leave = this.#options.breakers.ask(link.place);
      if (leave.kind === 'closed') {
        this.#goAround(leave.opensAt);
        return;
      }
    }
    const exit = this.#options.pacing.tryEnter(link.upstream.name);
    if (exit === null) void this.#queue(link);
    else this.#send(link, exit);
  }

  async #queue(link: OpenLink): Promise<void> {
    // Who stands in line must not keep the one probe of a place.
    if (this.operation !== null) this.#options.breakers.release(link.place);
    const queueing = new AbortController();
    this.#queueing = queueing;
    this.watchClock();
    try {
      const exit = await this.#options.pacing.enter(link.upstream.name, queueing.signal);
      this.#queueing = null;
      if (this.#over) {
        exit();
        return;
      }
      const leave = this.operation === null ? GO : this.#options.breakers.ask(link.place);
      if (leave.kind === 'go') {
        this.#send(link, exit);
      } else {
        exit();
        this.#goAround(leave.opensAt);
      }
    } catch (error) {
      this.#queueing = null;
      if (!this.#over) this.#leaveQueue(link, error instanceof QueueFull ? error.retryAfterSeconds : 1);
    }
  }

  /** There is no room: the next place may have some. */
  #leaveQueue(link: OpenLink, retryAfterSeconds: number): void {
    const next = this.#links.findIndex((other, index) => index > this.#index && other.for === undefined);
    if (next !== -1) {
      this.#enter(next);
      return;
    }
    const text = `rate_limit: too many requests at once: the queue for ${link.upstream.name} in this endpoint is full`;
    const failure = failOwn('rate_limit', text, this.#contextOf(link), { status: 429, headers: [] });
    const diagnosis = { ...failure.diagnosis, origin: 'client' as const, retryAfterSeconds };
    this.#answer({ ...failure, diagnosis }, retryAfterSeconds, true);
  }

  /** The circuit of the place at hand is open: goes on to one whose is closed, or waits for the first that will be. */
  #goAround(opensAt: number): void {
    let soonest = opensAt;
    let soonestIndex = this.#index;
    for (let index = this.#index + 1; index < this.#links.length; index += 1) {
      const link = this.#links[index];
      if (link === undefined || link.for !== undefined) continue;
      const leave = this.#options.breakers.ask(link.place);
      if (leave.kind === 'go') {
        this.#options.breakers.release(link.place);
        this.#enter(index);
        return;
      }
      if (leave.opensAt < soonest) {
        soonest = leave.opensAt;
        soonestIndex = index;
      }
    }
    const now = this.now();
    const waitMs = Math.max(1, soonest - now);
    if (waitMs <= Math.min(SOON_MS, this.#startedAt + this.#config.retry.budgetMs - now)) {
      this.#wait(waitMs, soonestIndex);
      return;
    }
    const link = this.#links[soonestIndex];
    if (link === undefined) return;
    const seconds = Math.ceil(waitMs / 1000);
    const failure = this.#lastFailure ?? this.#failResting(link, seconds);
    this.#answer(failure, failure.diagnosis.retryAfterSeconds ?? seconds);
  }

  #failResting(link: OpenLink, seconds: number): Failure {
    const text = `overloaded: ${link.upstream.name} has failed again and again, and gets no request from this endpoint for another ${seconds} s`;
    const failure = failOwn('overloaded', text, this.#contextOf(link), { status: 503, headers: [] });
    return { ...failure, diagnosis: { ...failure.diagnosis, retryAfterSeconds: seconds } };
  }

  #contextOf(link: OpenLink): FailureContext {
    return { upstream: link.upstream, model: link.model, tool: this.#client?.tool ?? null, at: this.now() };
  }

  #send(link: OpenLink, exit: () => void): void {
    this.#exit = exit;
    this.#attemptsHere += 1;
    const attempt = new Attempt(this, this.#contextOf(link), this.#index === this.#links.length - 1 ? GRACE : 1);
    this.#attempt = attempt;
    const replaced = link.replaces && link.model !== null ? this.#body.withModel(link.model) : null;
    const held = replaced ?? this.#body.whole();
    try {
      this.#options.dispatcherFor(link.upstream).dispatch(
        {
          origin: link.origin,
          path: link.path,
          method: this.#request.method ?? 'GET',
          headers: headersForUpstream(this.#request.rawHeaders, {
            another: link.another,
            bearsToken: this.#target.bearsToken,
            readable: this.operation !== null,
            key: link.key,
          }),
          body: this.#passesBody ? this.#body.follow(held, this.#request) : held,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        attempt,
      );
    } catch (error) {
      attempt.onError(error instanceof Error ? error : new Error(String(error)));
    }
    this.watchClock();
  }

  begin(status: number, headers: readonly string[], events: boolean): void {
    const link = this.#link;
    if (link === undefined) return;
    this.#committed = true;
    this.#sendsEvents = events;
    this.#body.release();
    if (this.operation !== null) this.#options.breakers.succeed(link.place);
    if (this.#response.headersSent) return;
    const attempts = String(this.#records.length + 1);
    const all = [...headers, 'x-unwrap-upstream', link.upstream.name, 'x-unwrap-attempts', attempts, 'x-unwrap-id', this.#id];
    if (link.model !== null) all.push('x-unwrap-model', link.model.replaceAll(/[^\x20-\x7e]/g, '?'));
    this.#response.writeHead(status, all);
  }

  send(chunk: Buffer): boolean {
    if (this.#response.write(chunk)) return true;
    if (!this.#drains) {
      this.#drains = true;
      this.#response.once('drain', () => {
        this.#drains = false;
        this.#attempt?.resume();
      });
    }
    return false;
  }

  end(last: Buffer | null, failure: Failure | null): void {
    const status = this.#response.statusCode;
    this.#note(failure);
    if (failure === null) this.#finish(this.#records.length > 1 ? 'recovered' : 'answered', status);
    else this.#finish('failed', status);
    if (last === null) this.#response.end();
    else this.#response.end(last);
  }

  spend(headers: readonly string[]): void {
    const link = this.#link;
    if (link === undefined) return;
    const now = this.now();
    const provider = findProvider(link.upstream.provider ?? '');
    const seconds = readRetryAfter([], [], new Map(Object.entries(headerRecord(headers))), provider ? [provider] : [], now);
    if (seconds !== null && seconds > 0) this.#options.pacing.holdUntil(link.upstream.name, now + seconds * 1000);
  }

  fail(failure: Failure): void {
    const link = this.#link;
    if (link === undefined || this.#over) return;
    const { diagnosis } = failure;
    this.#note(failure);
    this.#lastFailure = failure;
    const now = this.now();
    if (this.operation !== null) {
      const until = diagnosis.retryAfterSeconds === null ? null : now + diagnosis.retryAfterSeconds * 1000;
      this.#options.breakers.fail(link.place, diagnosis.category, until);
    }
    if (this.#committed) {
      this.#breakOff(failure);
      return;
    }
    const { retry } = this.#config;
    const decision = decideRetry(
      {
        diagnosis,
        attempt: this.#attemptsHere,
        elapsedMs: now - this.#startedAt,
        committed: false,
        links: this.#links.slice(this.#index + 1),
      },
      this.#repeats ? retry : { ...retry, attempts: 1 },
      this.#options.random,
    );
    switch (decision.kind) {
      case 'wait':
        this.#wait(decision.ms, this.#index);
        break;
      case 'fall-back':
        this.#enter(this.#index + 1 + decision.link);
        break;
      case 'give-up':
        this.#answer(failure, decision.retryAfterSeconds);
    }
  }

  #wait(ms: number, index: number): void {
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#enter(index);
    }, ms);
    this.watchClock();
  }

  /** Gives the place back, and writes down what became of the attempt. */
  #note(failure: Failure | null): void {
    const attempt = this.#attempt;
    const link = this.#link;
    this.#exit?.();
    this.#exit = null;
    this.#attempt = null;
    if (attempt === null || link === undefined) return;
    this.#records.push({
      upstream: link.upstream.name,
      model: link.model,
      startedMs: attempt.startedAt - this.#startedAt,
      tookMs: this.now() - attempt.startedAt,
      status: attempt.status,
      diagnosis: failure?.diagnosis ?? null,
      text: failure === null ? '' : redact(failure.text).slice(0, RECORDED_TEXT),
    });
  }

  /** `again`: the client may well repeat it. */
  #answer(failure: Failure, retryAfterSeconds: number | null, again = false): void {
    if (this.streamOnly) {
      this.#breakOff(failure);
      return;
    }
    const status = answerFailure(this.#response, {
      failure,
      protocol: this.operation?.protocol ?? protocolOf(this.#target.path),
      attempts: this.#records.length,
      retryAfterSeconds,
      again,
      explain: this.explain,
      whenExhausted: this.#config.whenExhausted,
      persistent: this.#client?.persistent === true,
      id: this.#id,
      upstream: this.#link?.upstream.name ?? this.#target.upstream.name,
    });
    this.#finish('failed', status);
  }

  /** Something is out: it must not look like a whole answer. */
  #breakOff(failure: Failure): void {
    const attempts = this.#records.length;
    this.#finish(this.#committed ? 'broken' : 'failed', this.#response.statusCode);
    if (this.operation !== null && (this.#sendsEvents || this.streamOnly)) {
      this.#response.end(errorEvents(this.operation.stream, failure, attempts));
    } else {
      this.#response.destroy();
    }
  }

  watchClock(): void {
    if (!this.#over) this.#clock.watch(this.#deadline());
  }

  #deadline(): number {
    const attemptAt = this.#attempt?.deadline ?? Infinity;
    if (this.operation === null) return attemptAt;
    const keepAliveAt = this.#committed || this.operation.stream === 'none' ? Infinity : this.#keepAliveAt;
    return Math.min(attemptAt, this.#startedAt + this.timeouts.totalMs, keepAliveAt);
  }

  #tick(): void {
    const now = this.now();
    const attempt = this.#attempt;
    if (this.operation !== null && now >= this.#startedAt + this.timeouts.totalMs) this.#expire();
    else if (attempt !== null && now >= attempt.deadline) attempt.expire();
    if (this.#over) return;
    if (!this.#committed && now >= this.#keepAliveAt) this.#keepAlive(now);
    this.watchClock();
  }

  /** The time for the whole request is over, wherever it stands: nothing is tried any more. */
  #expire(): void {
    const link = this.#link;
    if (link === undefined) return;
    const text = `timeout: ${link.upstream.name} had not finished its answer after ${Math.round(this.timeouts.totalMs / 1000)} s`;
    const failure = failOwn('timeout', text, this.#contextOf(link));
    this.#attempt?.cancel();
    this.#note(failure);
    this.#stopWaiting();
    if (this.#committed) this.#breakOff(failure);
    else this.#answer(this.#lastFailure ?? failure, null);
  }

  #keepAlive(now: number): void {
    const stream = this.operation?.stream ?? 'none';
    if (!this.streamOnly && !this.#body.readStream()) {
      this.#keepAliveAt = Infinity;
      return;
    }
    this.#keepAliveAt = now + Math.min(KEEP_ALIVE_MS, this.#options.keepAliveMs ?? KEEP_ALIVE_MS);
    if (!this.streamOnly) {
      this.streamOnly = true;
      this.#response.writeHead(200, [...streamHeaders, 'x-unwrap-id', this.#id]);
    }
    this.#response.write(signOfLife(stream));
  }

  #stopWaiting(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
    this.#queueing?.abort();
    this.#queueing = null;
  }

  /** The client is gone: so is everything that was done for it. */
  #leaveEarly(): void {
    if (this.#over) return;
    const attempt = this.#attempt;
    const link = this.#link;
    const status = this.#response.headersSent ? this.#response.statusCode : null;
    attempt?.cancel();
    if (attempt !== null && link !== undefined && this.operation !== null && !this.#committed) {
      this.#options.breakers.release(link.place);
    }
    this.#stopWaiting();
    this.#note(null);
    this.#finish('cancelled', status);
  }

  #finish(outcome: Exchange['outcome'], status: number | null): void {
    this.#over = true;
    this.#clock.stop();
    this.#body.release();
    this.#options.record({
      id: this.#id,
      at: this.#startedAt,
      tool: this.#client?.tool ?? null,
      method: this.#request.method ?? 'GET',
      path: this.#target.path,
      model: this.#model,
      outcome,
      status,
      tookMs: this.now() - this.#startedAt,
      attempts: this.#records,
    });
  }
}

const GO = { kind: 'go' } as const;
