/** One request of a client, from its arrival to its last byte: reads it, tries one place after the other, answers. */
import type { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRetryAfter } from '../engine/hints.js';
import { findProvider } from '../engine/providers/lookup.js';
import { decideRetry } from '../engine/retry.js';
import { answerFailure, shouldStop, type FailureAnswer } from './answerFailure.js';
import { Attempt, type AttemptOwner } from './attempt.js';
import { ChainWalk } from './chainWalk.js';
import { ClientAnswer } from './clientAnswer.js';
import { DeadlineClock } from './deadlineClock.js';
import type { Exchange } from './exchange.js';
import { ExchangeDraft } from './exchangeDraft.js';
import { failOwn, type Failure, type FailureContext } from './failure.js';
import type { GivenUp } from './givenUp.js';
import type { ClientTrait, ForwarderOptions, Target } from './forward.js';
import { headerRecord, headersForUpstream } from './forwardedHeaders.js';
import { openLinks, type OpenLink } from './links.js';
import { protocolOf, readOperation, type Operation } from './operation.js';
import { RequestBody } from './requestBody.js';
import type { Config } from './upstream.js';

/** The last place of a chain is waited for a little longer: there is no other. */
const GRACE = 1.25;
/** A request that is not repeated is not held for long. */
const THROUGH_BYTES = 64 * 1024;
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
  readonly #givenUp: GivenUp;
  readonly #config: Config;
  readonly #draft: ExchangeDraft;
  readonly #clock: DeadlineClock;
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
    options: ForwarderOptions,
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    client: ClientTrait | null,
    givenUp: GivenUp,
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
    this.#clock = new DeadlineClock(this.now, () => this.#tick());
    this.#answered = new ClientAnswer(response, this.operation, () => this.#attempt?.resume());
  }

  start(): void {
    this.#response.on('close', () => this.#leaveEarly());
    // A write that comes too late is no reason to end the process; the close tells what there is to know.
    this.#response.on('error', ignore);
    const { headers } = this.#request;
    const length = headers['content-length'];
    if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) {
      this.#open();
      return;
    }
    const expected = length === undefined ? -1 : Number(length);
    const bound = this.operation === null ? THROUGH_BYTES : this.#config.holdBytes;
    this.#request.on('data', (chunk: Buffer) => {
      if (this.#walk !== null || this.#over) return;
      this.#body.add(chunk);
      if (this.#body.size === expected) this.#open();
      else if (this.#body.size > bound) this.#passBody();
    });
    if (expected !== -1) return;
    this.#request.on('end', () => {
      if (this.#walk === null) this.#open();
    });
  }

  /** The rest of the body goes to the upstream as it comes, whatever becomes of it there. */
  #passBody(): void {
    this.#passesBody = true;
    this.#request.pause();
    this.#request.removeAllListeners('data');
    this.#open();
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
      onNone: (reason, link, seconds) => this.#answerUnsent(reason, link, seconds),
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
    const replaced = link.replaces && link.model !== null ? this.#body.withModel(link.model) : null;
    const held = replaced ?? this.#body.whole();
    const headers = headersForUpstream(this.#request.rawHeaders, {
      another: link.another,
      bearsToken: this.#target.bearsToken,
      readable: this.operation !== null,
      key: link.key,
    });
    const length = this.#passesBody ? this.#request.headers['content-length'] : undefined;
    if (length !== undefined) headers.push('content-length', String(Number(length) + (held?.length ?? 0) - this.#body.size));
    try {
      this.#options.dispatcherFor(link.upstream).dispatch(
        {
          origin: link.origin,
          path: link.path,
          method: this.#request.method ?? 'GET',
          headers,
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

  get streamOnly(): boolean {
    return this.#answered.streamOnly;
  }

  begin(status: number, headers: readonly string[], events: boolean): void {
    const link = this.#walk?.link;
    if (link === undefined) return;
    this.#body.release();
    if (this.operation !== null) this.#options.breakers.succeed(link.place);
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
    this.#answered.end(last);
    this.#finish(failure ? 'failed' : this.#draft.attempts > 1 ? 'recovered' : 'answered', this.#answered.status);
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
    const now = this.now();
    if (this.operation !== null) {
      const until = diagnosis.retryAfterSeconds === null ? null : now + diagnosis.retryAfterSeconds * 1000;
      this.#options.breakers.fail(link.place, diagnosis.category, until);
    }
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
        elapsedMs: now - this.#draft.at,
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

  /** No request could be sent. */
  #answerUnsent(reason: 'resting' | 'queue-full', link: OpenLink, seconds: number): void {
    if (reason === 'resting' && this.#lastFailure !== null) {
      this.#answer(this.#lastFailure, this.#lastFailure.diagnosis.retryAfterSeconds ?? seconds);
      return;
    }
    const { name } = link.upstream;
    const failure =
      reason === 'queue-full'
        ? failOwn('rate_limit', `too many requests at once: this endpoint's queue for ${name} is full`, this.#contextOf(link))
        : failOwn(
            'overloaded',
            `overloaded: ${name} has failed again and again; this endpoint lets it rest`,
            this.#contextOf(link),
          );
    const diagnosis = { ...failure.diagnosis, origin: 'client' as const, retryAfterSeconds: seconds };
    this.#answer({ ...failure, diagnosis }, seconds, reason === 'queue-full');
  }

  /** `again`: the client may well repeat it. */
  #answer(failure: Failure, retryAfterSeconds: number | null, again = false): void {
    if (this.streamOnly) {
      this.#breakOff(failure);
      return;
    }
    const digest = !again && this.#isHeld ? this.#digest() : null;
    const answer: FailureAnswer = {
      failure,
      protocol: this.operation?.protocol ?? protocolOf(this.#target.path),
      attempts: this.#draft.attempts,
      retryAfterSeconds,
      again,
      explain: this.explain,
      whenExhausted: this.#config.whenExhausted,
      client: this.#client,
      startsOver: digest !== null && this.#givenUp.has(digest, this.now()),
      id: this.#draft.id,
      upstream: this.#walk?.link?.upstream.name ?? this.#target.upstream.name,
    };
    if (digest !== null) this.#givenUp.note(digest, shouldStop(answer) ? answer : null, this.now());
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
    if (!this.#over) this.#clock.watch(this.#deadline());
  }

  #deadline(): number {
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
      this.#options.breakers.fail(link.place, 'timeout', null);
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
    this.#clock.stop();
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
