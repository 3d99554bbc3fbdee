import { setTimeout as rest } from 'node:timers/promises';
import { askOwnHealth } from '../endpoint/askHealth.js';
import { attachTo, findEndpoint, type Attachment, type FoundEndpoint } from '../endpoint/client.js';
import type { Exchange } from '../endpoint/exchange.js';
import { isAlive } from '../endpoint/leases.js';
import { readLock, writeLock } from '../endpoint/lockFile.js';
import { spawnEndpoint, type SpawnOptions } from './spawnEndpoint.js';
import type { Owned } from './disposableList.js';

export interface EndpointHost {
  readonly stateFolder: string;
  /** How it is to be started, asked at each start. */
  readonly spawning: () => SpawnOptions;
  readonly onExchange: (exchange: Exchange) => void;
  /** It runs now, or not any more, or has recovered one more request. */
  readonly onChange: () => void;
  /** It has ended though nobody told it to. */
  readonly onDeath: (death: Death) => void;
}

export interface Death {
  /** Where it served. */
  readonly url: string;
  /** It serves again. */
  readonly isBack: boolean;
}

/** What a window holds of the endpoint that serves. */
export interface RunningEndpoint {
  readonly endpoint: FoundEndpoint;
  readonly attachment: Attachment;
}

/** Cut off from a process that serves, it is attached to again, but not in a loop. */
const SHORTEST_MS = 5_000;
/** In which an ended process lets go of its lock, and another window may have started a new one. */
const SETTLE_MS = 500;
const ANOTHER_MS = 2_500;
/** Of a process that is told to end, until its requests are over. */
const END_LIMIT_MS = 10_000;
const LOOK_MS = 100;

/**
 * This window's side of the endpoint: one process for all windows of a person, which none of them owns. What is asked of it happens in
 * turn.
 */
export class EndpointLink implements Owned {
  #running: RunningEndpoint | null = null;
  #recoveredToday = 0;
  #midnight: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** How often it may still be started without being asked for: once for each time that a person did. */
  #restarts = 0;
  #attachedAt = 0;
  #over = false;

  constructor(private readonly host: EndpointHost) {}

  get running(): RunningEndpoint | null {
    return this.#running;
  }

  get recoveredToday(): number {
    return this.#recoveredToday;
  }

  /** Attaches to the one that serves; null where none does. */
  attach(): Promise<RunningEndpoint | null> {
    return this.#inTurn(() => this.#join());
  }

  /** Attaches to the one that serves, or starts it. Throws `NotStarted`. */
  async start(): Promise<RunningEndpoint> {
    const running = await this.#inTurn(() => this.#startOrJoin());
    this.#restarts = 1;
    return running;
  }

  /** Ends it for all windows, once its requests are over. False where none serves. */
  stop(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { stateFolder } = this.host;
      const endpoint = await findEndpoint(stateFolder);
      this.#restarts = 0;
      this.#leave();
      if (endpoint === null) return false;
      // There a process is ended without a word, and leaves its lock behind.
      const lock = process.platform === 'win32' ? readLock(stateFolder) : null;
      if (lock) writeLock(stateFolder, { ...lock, pid: null, port: null });
      process.kill(endpoint.pid, 'SIGTERM');
      const limit = Date.now() + END_LIMIT_MS;
      while (Date.now() < limit && (await askOwnHealth(endpoint.port, endpoint.token)) !== null) await rest(LOOK_MS);
      return true;
    });
  }

  /** Gives the lease back. The process lives on. */
  dispose(): void {
    this.#over = true;
    this.#leave();
  }

  /** Asked anew after each wait. */
  #isOver(): boolean {
    return this.#over;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(task, task);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #startOrJoin(): Promise<RunningEndpoint> {
    const found = await this.#join();
    if (found) return found;
    try {
      await spawnEndpoint(this.host.spawning());
    } catch (error) {
      // Two windows may start it at once: the one that comes second finds the port taken, by the other's.
      await rest(SETTLE_MS);
      const other = await this.#join();
      if (other) return other;
      throw error;
    }
    const started = await this.#join();
    if (!started) throw new Error(`The endpoint was started, but ${this.host.stateFolder} does not tell where.`);
    return started;
  }

  async #join(): Promise<RunningEndpoint | null> {
    if (this.#running) return this.#running;
    const endpoint = await findEndpoint(this.host.stateFolder);
    if (endpoint === null || this.#isOver()) return null;
    const attachment = await attachTo(endpoint, {
      pid: process.pid,
      onExchange: this.host.onExchange,
      onRecovered: (today) => this.#count(today),
      onLost: () => this.#lose(endpoint),
    });
    this.#running = { endpoint, attachment };
    this.#attachedAt = Date.now();
    if (this.#isOver()) this.#leave();
    else this.host.onChange();
    return this.#running;
  }

  #leave(): void {
    clearTimeout(this.#midnight);
    const left = this.#running;
    this.#running = null;
    this.#recoveredToday = 0;
    void left?.attachment.close();
    if (left && !this.#isOver()) this.host.onChange();
  }

  #count(today: number): void {
    this.#recoveredToday = today;
    clearTimeout(this.#midnight);
    const now = Date.now();
    this.#midnight = setTimeout(() => this.#count(0), new Date(now).setHours(24, 0, 0, 0) - now);
    this.#midnight.unref();
    this.host.onChange();
  }

  #lose(former: FoundEndpoint): void {
    // What is not ended in turn, by a person, is lost.
    if (this.#running?.endpoint !== former) return;
    const lived = Date.now() - this.#attachedAt;
    this.#leave();
    void this.#inTurn(async () => {
      const death = await this.#recover(former, lived).catch((): Death => ({ url: former.url, isBack: false }));
      if (death && !this.#isOver()) this.host.onDeath(death);
    });
  }

  /** Null where it had been told to end, or serves as before. */
  async #recover(former: FoundEndpoint, livedMs: number): Promise<Death | null> {
    const health = await askOwnHealth(former.port, former.token);
    if (health?.status === 'draining') return null;
    await rest(SETTLE_MS);
    const lock = readLock(this.host.stateFolder);
    if (this.#isOver() || (lock !== null && lock.pid === null)) return null;
    if (livedMs < SHORTEST_MS && isAlive(former.pid)) await rest(SHORTEST_MS);
    if (await this.#join()) return null;
    if (this.#restarts > 0) {
      this.#restarts -= 1;
      const isBack = await this.#startOrJoin().then(
        () => true,
        () => false,
      );
      return { url: former.url, isBack };
    }
    // The window in which it was started may start it again.
    await rest(ANOTHER_MS);
    return (await this.#join()) === null && !this.#isOver() ? { url: former.url, isBack: false } : null;
  }
}
