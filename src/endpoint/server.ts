/** The endpoint as a whole: its parts joined, its servers, its lock file and its end. */
import { createServer } from 'node:http';
import { createAdmin } from './admin.js';
import { askHealth, askOwnHealth } from './askHealth.js';
import { createBreakers } from './breakers.js';
import type { ConfigPlace, LoadedConfig } from './config.js';
import { sayProblem, type InvalidConfig } from './configProblem.js';
import { createDoor } from './door.js';
import { createDrain } from './drain.js';
import { createEventStreams } from './eventStream.js';
import { createExchangeLog } from './exchangeLog.js';
import { stateFolder, type Machine } from './folders.js';
import type { ClientTrait } from './forward.js';
import { createForwarder } from './createForwarder.js';
import { createLeases, isAlive } from './leases.js';
import { listenOnLoopback, PortTaken } from './listen.js';
import { followConfig } from './liveConfig.js';
import { isLoopbackName } from './loopback.js';
import { provideToken, readLock, writeLock } from './lockFile.js';
import { createMetrics } from './metrics.js';
import { createNetwork, type NetworkSettings } from './network.js';
import { createPacing } from './pacing.js';
import { refuseMalformed } from './refuseMalformed.js';
import { routeOf } from './routes.js';
import { createToken } from './token.js';
import type { Upstream } from './upstream.js';
import { diagnoses, warmUp } from './warmUp.js';

export interface ServeOptions {
  readonly config: ConfigPlace;
  readonly machine: Machine;
  /** 0 for any that is free. */
  readonly port: number;
  readonly version: string;
  readonly network: NetworkSettings;
  /** After how long without a lease or a request it ends; null for never. */
  readonly lingerMs: number | null;
  readonly clients: readonly ClientTrait[];
  readonly onConfigApplied: (loaded: LoadedConfig) => void;
  readonly onConfigRefused: (refusal: InvalidConfig) => void;
  /** What a person should know, though it serves. */
  readonly onWarning: (text: string) => void;
  /** It lingered long enough. */
  readonly onUnneeded: () => void;
}

export interface RunningEndpoint {
  /** `http://127.0.0.1:4141` */
  readonly url: string;
  readonly port: number;
  /** Requests under way. */
  readonly active: () => number;
  /** Refuses what is new, lets what is under way finish, then ends everything. Every call waits for the same end. */
  readonly drain: () => Promise<void>;
}

/** In bytes. Tools send a few kilobytes of headers at most. */
const MAX_HEADER_SIZE = 16 * 1024;
/** Longer than the idle connections of common HTTP clients live, so that none is closed while a request is sent on it. */
const KEEP_ALIVE_MS = 75_000;

/**
 * @throws {InvalidConfig} before anything listens
 * @throws {PortTaken} with who has it, where that is known
 */
export async function serveEndpoint(options: ServeOptions): Promise<RunningEndpoint> {
  const { machine, version, clients, onWarning } = options;
  const now = Date.now;
  const config = followConfig({
    place: options.config,
    machine,
    onApplied: (loaded) => {
      network.keepOnly(loaded.config.upstreams.values());
      pacing.reconsider();
      options.onConfigApplied(loaded);
      warnOfLoops(loaded.config.upstreams.values(), port, onWarning);
    },
    onRefused: options.onConfigRefused,
  });
  const network = createNetwork(options.network);
  const pacing = createPacing(() => config.current().concurrency, now);
  const breakers = createBreakers(() => config.current().breaker, now);
  const log = createExchangeLog(now);
  const metrics = createMetrics({ breakers, pacing, recoveredToday: log.recoveredToday });
  const folder = stateFolder(machine);
  const token = readOrMakeToken(folder, version, onWarning);
  const events = createEventStreams(log, version);
  const drain = createDrain();
  const leases = createLeases({
    lingerMs: options.lingerMs,
    onUnneeded: options.onUnneeded,
    isBusy: () => drain.count() > 0,
    now,
  });
  let draining = false;
  let port = options.port;

  const door = createDoor({
    port: () => port,
    token,
    config: config.current,
    isDraining: () => draining,
    forward: createForwarder({
      config: config.current,
      routeOf,
      breakers,
      pacing,
      dispatcherFor: network.dispatcherFor,
      clients,
      record: (exchange) => {
        log.add(exchange);
        metrics.count(exchange);
      },
      now,
      random: Math.random,
    }),
    admin: createAdmin({
      version,
      token,
      isDraining: () => draining,
      metrics,
      log,
      events,
      leases,
      config,
      configShownAs: options.config.shownAs,
    }),
    onRequest: (response) => {
      leases.touch();
      drain.follow(response);
    },
  });
  const create = () => {
    const server = createServer({ maxHeaderSize: MAX_HEADER_SIZE, keepAliveTimeout: KEEP_ALIVE_MS }, door);
    return server.on('clientError', refuseMalformed);
  };

  let servers: Awaited<ReturnType<typeof listenOnLoopback>>['servers'];
  try {
    ({ port, servers } = await listenOnLoopback(options.port, create));
  } catch (error) {
    config.close();
    leases.close();
    if (error instanceof PortTaken) error.message = await sayHolder(options.port);
    throw error;
  }
  for (const server of servers) server.on('error', (error) => onWarning(`a connection could not be taken: ${error.message}`));
  for (const warning of config.warnings()) onWarning(sayProblem(options.config.shownAs, warning));
  warnOfLoops(config.current().upstreams.values(), port, onWarning);
  warmUp([network.warmUp, ...diagnoses]);
  const claimed = await claimLock(folder, { token, pid: process.pid, port, version }, onWarning);

  const end = async (): Promise<void> => {
    draining = true;
    events.close();
    await drain.wait(config.current().timeouts.totalMs);
    config.close();
    leases.close();
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await network.destroy();
    if (claimed) releaseLock(folder, onWarning);
  };
  let ended: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    active: drain.count,
    drain: () => (ended ??= end()),
  };
}

/** Such a request would come back until the places are used up. */
function warnOfLoops(upstreams: Iterable<Upstream>, port: number, onWarning: (text: string) => void): void {
  for (const { name, prefixUrl } of upstreams) {
    const { hostname, port: named } = new URL(prefixUrl);
    if (isLoopbackName(hostname) && named === String(port)) {
      onWarning(`upstream "${name}" leads back to this endpoint; give it the address of a provider`);
    }
  }
}

function readOrMakeToken(folder: string, version: string, onWarning: (text: string) => void): string {
  try {
    return provideToken(folder, version);
  } catch (error) {
    onWarning(`the state folder cannot be written, so no window will find this endpoint: ${String(error)}`);
    return createToken();
  }
}

async function sayHolder(port: number): Promise<string> {
  const holder = await askHealth(port);
  return holder === null
    ? `port ${port} is taken by another program; choose another with --port`
    : `port ${port} is taken by another "unwrap serve" (process ${holder.pid}, version ${holder.version}); use that one, or choose another port with --port`;
}

/** Whether the lock file now names this process. One that names another that serves is left alone. */
async function claimLock(
  folder: string,
  lock: { readonly token: string; readonly pid: number; readonly port: number; readonly version: string },
  onWarning: (text: string) => void,
): Promise<boolean> {
  const held = readLock(folder);
  if (held !== null && held.pid !== null && held.port !== null && held.pid !== lock.pid && isAlive(held.pid)) {
    const health = await askOwnHealth(held.port, held.token);
    if (health?.pid === held.pid) {
      onWarning(`windows use the endpoint that already serves on port ${held.port} (process ${held.pid})`);
      return false;
    }
  }
  try {
    writeLock(folder, lock);
    return true;
  } catch (error) {
    onWarning(`the lock file cannot be written, so no window will find this endpoint: ${String(error)}`);
    return false;
  }
}

/** The token stays; whoever took the lock over meanwhile keeps it. */
function releaseLock(folder: string, onWarning: (text: string) => void): void {
  const held = readLock(folder);
  if (held?.pid !== process.pid) return;
  try {
    writeLock(folder, { ...held, pid: null, port: null });
  } catch (error) {
    onWarning(`the lock file cannot be written: ${String(error)}`);
  }
}
