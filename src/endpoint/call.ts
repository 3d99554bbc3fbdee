/** One request of a client, from its arrival to its last byte: reads it, tries one place after the other, answers. */
import type { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRetryAfter } from '../engine/hints.js';
import { findProvider } from '../engine/providers/lookup.js';
import { decideRetry } from '../engine/retry.js';
import { answerFailure, type FailureAnswer } from './answerFailure.js';
import { Attempt, type AttemptOwner } from './attempt.js';
import { ChainWalk } from './chainWalk.js';
import { ClientAnswer } from './clientAnswer.js';
import type { Deadline, DeadlineClock } from './deadlineClock.js';
import type { Exchange } from './exchange.js';
import { ExchangeDraft } from './exchangeDraft.js';
import { failOwn, type Failure, type FailureContext } from './failure.js';
import { failQueue, failRest } from './failUnsent.js';
import type { GivenUp } from './givenUp.js';
import type { ClientTrait, ForwarderOptions, Target } from './forward.js';
import { headerRecord } from './forwardedHeaders.js';
import { openLinks, type OpenLink } from './links.js';
import { protocolOf, readOperation, type Operation } from './operation.js';
import { RequestBody } from './requestBody.js';
import { sendAttempt } from './sendAttempt.js';
import { takeIn } from './takeIn.js';
import type { Config } from './upstream.js';

/** The last place of a chain is waited for a little longer: there is no other. */
const GRACE = 1.25;
/** A request that is not repeated is not held for long. */
const THROUGH_BYTES = 64 * 1024;
const FIRST_KEEP_ALIVE_MS = 30_000;
const KEEP_ALIVE_MS = 15_000;

/** What all requests have in common. */
interface SharedByCalls {
  readonly options: ForwarderOptions;
  readonly givenUp: GivenUp;
  readonly clock: DeadlineClock;
}

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
  readonly #givenUp: GivenUp;
  readonly #config: Config;
  readonly #draft: ExchangeDraft;
  readonly #deadline: Deadline;
  readonly #answered: ClientAnswer;

  readonly #body = new RequestBody();
  /** Sent as it comes, once: too long to be held. */
  #passesBody = false;
  /** Null until the request has come. */
  #walk: ChainWalk | null = null;
  #attempt: Attempt | null = null;
  /** Gives the place at the upstream back. */
  #exit: (() => void) | null = null;
  #keepAliveAt: number;
  #lastFailure: Failure | null = null;
  #over = false;

  constructor(
    { options, givenUp, clock }: SharedByCalls,
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
    this.#givenUp = givenUp;
    this.now = options.now;
    this.#config = options.config();
    this.timeouts = this.#config.timeouts;
    this.explain = this.#config.explain;
    this.operation = readOperation(request.method ?? 'GET', target.path);
    this.#draft = new ExchangeDraft(options.now());
    this.#keepAliveAt = this.#draft.at + (options.keepAliveMs ?? FIRST_KEEP_ALIVE_MS);
    this.#deadline = clock.add(() => this.#tick());
    this.#answered = new ClientAnswer(response, this.operation, () => this.#attempt?.resume());
  }

  start(): void {
    this.#response.on('close', () => this.#leaveEarly());
    // A write that comes too late is no reason to end the process; the close tells what there is to know.
    this.#response.on('error', ignore);
    takeIn(this.#request, this.#body, this.operation === null ? THROUGH_BYTES : this.#config.holdBytes, {
      isWanted: () => !this.#over,
      onWhole: () => this.#open(),
      onTooLong: () => {
        this.#passesBody = true;
        this.#open();
      },
    });
  }

  /** The request is known as far as it has to be. */
  #open(): void {
    if (this.#over) return;
    const { operation } = this;
    const model = operation === null ? null : this.#body.readModel();
    this.#draft.model = model;
    const given = this.#isHeld ? this.#givenUp.stoppedJustNow(() => this.#digest(), this.now()) : null;
    if (given !== null) {
      this.#finish('failed', answerFailure(this.#response, { ...given, attempts: 0, id: this.#draft.id }));
      return;
    }
    const route = operation === null ? null : this.#options.routeOf(this.#config, model);
    const links = openLinks(this.#config, route, { request: this.#request, target: this.#target, operation, model });
    this.#walk = new ChainWalk({
      links,
      breakers: operation === null ? null : this.#options.breakers,
      pacing: this.#options.pacing,
      now: this.now,
      waitsUntil: this.#draft.at + this.#config.retry.budgetMs,
      onPlace: (link, exit) => this.#send(link, exit),
      onRest: (link, seconds, cause) => {
        const failure = this.#lastFailure ?? failRest(this.#contextOf(link), cause, seconds);
        this.#answer(failure, failure.diagnosis.retryAfterSeconds ?? seconds);
      },
      onQueueFull: (link, seconds) => this.#answer(failQueue(this.#contextOf(link), seconds), seconds, true),
    });
    this.#walk.enter(0);
    this.watchClock();
  }

  #contextOf(link: OpenLink): FailureContext {
    return { upstream: link.upstream, model: link.model, tool: this.#client?.tool ?? null, at: this.now() };
  }

  #send(link: OpenLink, exit: () => void): void {
    this.#exit = exit;
    const attempt = new Attempt(this, this.#contextOf(link), this.#walk?.rest.length === 0 ? GRACE : 1);
    this.#attempt = attempt;
    sendAttempt(this.#options.dispatcherFor(link.upstream), link, attempt, {
      request: this.#request,
      target: this.#target,
      body: this.#body,
      passesBody: this.#passesBody,
      readable: this.operation !== null,
    });
    this.watchClock();
  }

  get streamOnly(): boolean {
    return this.#answered.streamOnly;
  }

  begin(status: number, headers: readonly string[], events: boolean): void {
    const link = this.#walk?.link;
    if (link === undefined) return;
    this.#body.release();
    if (this.operation !== null) this.#options.breakers.begin(link.place);
    const { id, attempts } = this.#draft;
    const all = [
      ...headers,
      'x-unwrap-upstream',
      link.upstream.name,
      'x-unwrap-attempts',
      String(attempts + 1),
      'x-unwrap-id',
      id,
    ];
    if (link.model !== null) all.push('x-unwrap-model', link.model.replaceAll(/[^\x20-\x7e]/g, '?'));
    this.#answered.begin(status, all, events);
  }

  send(chunk: Buffer): boolean {
    return this.#answered.send(chunk);
  }

  end(last: Buffer | null, failure: Failure | null): void {
    this.#note(failure);
    const link = this.#walk?.link;
    if (this.operation !== null && link !== undefined) this.#tellBreaker(link, failure);
    this.#answered.end(last);
    const { status } = this.#answered;
    if (failure !== null) this.#finish(status !== null && status < 400 ? 'broken' : 'failed', status);
    else this.#finish(this.#draft.attempts > 1 ? 'recovered' : 'answered', status);
  }

  #tellBreaker({ place }: OpenLink, failure: Failure | null): void {
    const { breakers } = this.#options;
    if (failure === null) {
      breakers.succeed(place);
      return;
    }
    const { category, retryAfterSeconds } = failure.diagnosis;
    breakers.fail(place, category, retryAfterSeconds === null ? null : this.now() + retryAfterSeconds * 1000, failure.diagnosis);
  }

  spend(headers: readonly string[]): void {
    const link = this.#walk?.link;
    if (link === undefined) return;
    const now = this.now();
    const provider = findProvider(link.upstream.provider ?? '');
    const seconds = readRetryAfter([], [], new Map(Object.entries(headerRecord(headers))), provider ? [provider] : [], now);
    if (seconds !== null && seconds > 0) this.#options.pacing.holdUntil(link.upstream.name, now + seconds * 1000);
  }

  fail(failure: Failure): void {
    const walk = this.#walk;
    const link = walk?.link;
    if (walk === null || link === undefined || this.#over) return;
    this.#note(failure);
    this.#lastFailure = failure;
    const { diagnosis } = failure;
    if (this.operation !== null) this.#tellBreaker(link, failure);
    if (this.#answered.begun) {
      this.#breakOff(failure);
      return;
    }
    const once = this.operation === null || this.#passesBody;
    const { retry } = this.#config;
    const decision = decideRetry(
      {
        diagnosis,
        attempt: walk.attempts,
        elapsedMs: this.now() - this.#draft.at,
        committed: false,
        links: once ? [] : walk.rest,
      },
      once ? { ...retry, attempts: 1 } : retry,
      this.#options.random,
    );
    switch (decision.kind) {
      case 'wait':
        walk.wait(decision.ms);
        this.watchClock();
        break;
      case 'fall-back':
        walk.enter(decision.link + 1);
        break;
      case 'give-up':
        this.#answer(failure, decision.retryAfterSeconds);
    }
  }

  /** Gives the place back, and writes down what became of the attempt. */
  #note(failure: Failure | null): void {
    const attempt = this.#attempt;
    const link = this.#walk?.link;
    this.#exit?.();
    this.#exit = null;
    this.#attempt = null;
    if (attempt !== null && link !== undefined) this.#draft.add(link, attempt.startedAt, this.now(), attempt.status, failure);
  }

  /** `again`: the client may well repeat it. */
  #answer(failure: Failure, retryAfterSeconds: number | null, again = false): void {
    if (this.streamOnly) {
      this.#breakOff(failure);
      return;
    }
    const plain: FailureAnswer = {
      failure,
      protocol: this.operation?.protocol ?? protocolOf(this.#target.path),
      attempts: this.#draft.attempts,
      retryAfterSeconds,
      again,
      explain: this.explain,
      whenExhausted: this.#config.whenExhausted,
      client: this.#client,
      startsOver: false,
      id: this.#draft.id,
      upstream: this.#walk?.link?.upstream.name ?? this.#target.upstream.name,
    };
    const answer = !again && this.#isHeld ? this.#givenUp.conclude(this.#digest(), plain, this.now()) : plain;
    const status = answerFailure(this.#response, answer);
    this.#finish('failed', status);
  }

  /** The whole request is here, and may be sent more than once. */
  get #isHeld(): boolean {
    return !this.#passesBody && this.operation !== null;
  }

  #digest(): string {
    const { headers } = this.#request;
    const asker = [headers['user-agent'], headers.authorization, headers['x-api-key']].join('\n');
    return this.#body.digest(`${asker}\n${this.#target.upstream.name}\n${this.#target.path}\n`);
  }

  #breakOff(failure: Failure): void {
    this.#finish(this.#answered.begun ? 'broken' : 'failed', this.#answered.status);
    this.#answered.breakOff(failure, this.#draft.attempts);
  }

  watchClock(): void {
    if (!this.#over) this.#deadline.watch(this.#nextDeadline());
  }

  #nextDeadline(): number {
    const attemptAt = this.#attempt?.deadline ?? Infinity;
    if (this.operation === null) return attemptAt;
    const keepAliveAt = this.#answered.begun || this.operation.stream === 'none' ? Infinity : this.#keepAliveAt;
    return Math.min(attemptAt, this.#draft.at + this.timeouts.totalMs, keepAliveAt);
  }

  #tick(): void {
    const now = this.now();
    const attempt = this.#attempt;
    if (this.operation !== null && now >= this.#draft.at + this.timeouts.totalMs) this.#expire();
    else if (attempt !== null && now >= attempt.deadline) attempt.expire();
    if (this.#over) return;
    if (!this.#answered.begun && now >= this.#keepAliveAt) this.#keepAlive(now);
    this.watchClock();
  }

  /** The time for the whole request is over, wherever it stands: nothing is tried any more. */
  #expire(): void {
    const link = this.#walk?.link;
    if (link === undefined) return;
    const text = `timeout: ${link.upstream.name} had not finished its answer after ${Math.round(this.timeouts.totalMs / 1000)} s`;
    const failure = failOwn('timeout', text, this.#contextOf(link));
    if (this.#attempt !== null) {
      this.#attempt.cancel();
      // A stream that was still coming says nothing against its place.
      if (!this.#answered.begun) this.#tellBreaker(link, failure);
    }
    this.#note(failure);
    this.#walk?.stop();
    if (this.#answered.begun) this.#breakOff(failure);
    else this.#answer(this.#lastFailure ?? failure, null);
  }

  #keepAlive(now: number): void {
    if (!this.streamOnly && !this.#body.readStream()) {
      this.#keepAliveAt = Infinity;
      return;
    }
    this.#keepAliveAt = now + Math.min(KEEP_ALIVE_MS, this.#options.keepAliveMs ?? KEEP_ALIVE_MS);
    this.#answered.keepAlive(this.#draft.id);
  }

  /** The client is gone: so is everything that was done for it. */
  #leaveEarly(): void {
    if (this.#over) return;
    const link = this.#walk?.link;
    const { begun, status } = this.#answered;
    if (this.#attempt !== null && link !== undefined && this.operation !== null && !begun) {
      this.#options.breakers.release(link.place);
    }
    this.#attempt?.cancel();
    this.#walk?.stop();
    this.#note(null);
    this.#finish('cancelled', status);
  }

  #finish(outcome: Exchange['outcome'], status: number | null): void {
    this.#over = true;
    this.#deadline.stop();
    this.#body.release();
    // What of a long body nobody took would hold the connection.
    if (!this.#request.complete) this.#request.resume();
    this.#options.record(
      this.#draft.finish({
        tool: this.#client?.tool ?? null,
        method: this.#request.method ?? 'GET',
        path: this.#target.path,
        outcome,
        status,
        tookMs: this.now() - this.#draft.at,
      }),
    );
  }
}

function ignore(): void {
  // Nothing is to be done.
}
