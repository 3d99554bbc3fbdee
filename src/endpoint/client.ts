/** The endpoint as a window sees it: found by its lock file, followed by its events, asked over its own paths. */
import { request, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import * as z from 'zod/mini';
import { askOwnHealth } from './askHealth.js';
import { RouteSchema } from './configSchema.js';
import { Exchange } from './exchange.js';
import { isAlive } from './leases.js';
import { readLock } from './lockFile.js';
import type { Route } from './upstream.js';

/** What it is configured to do, as far as a person is told. Keys are not among it. */
const EndpointConfig = z.object({
  /** The file's name, the home folder as `~`. */
  file: z.string(),
  routes: z.array(RouteSchema),
  upstreams: z.array(
    z.object({
      name: z.string(),
      prefixUrl: z.string(),
      baseUrls: z.partialRecord(z.enum(['openai', 'anthropic']), z.string()),
      /** The provider's id; null where it is none that the engine knows. */
      provider: z.nullable(z.string()),
      /** Whether a key is stored for it. */
      hasKey: z.boolean(),
    }),
  ),
  /** Why the file as it is now is not in force; null where it is. */
  refusal: z.nullable(z.string()),
});
export type EndpointConfig = z.infer<typeof EndpointConfig>;

export interface FoundEndpoint {
  /** `http://127.0.0.1:4141` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly version: string;
  /** A secret: for base URLs (`addressOf`) and for what is asked below. */
  readonly token: string;
}

/**
 * The endpoint that serves this user, or null: none was started, its process is gone, or what answers on its port is not it.
 *
 * @param stateFolder see `folders.ts`
 */
export async function findEndpoint(stateFolder: string): Promise<FoundEndpoint | null> {
  const lock = readLock(stateFolder);
  if (lock === null || lock.pid === null || lock.port === null || !isAlive(lock.pid)) return null;
  const health = await askOwnHealth(lock.port, lock.token);
  if (health?.pid !== lock.pid || health.status !== 'serving') return null;
  return { url: `http://127.0.0.1:${lock.port}`, port: lock.port, pid: lock.pid, version: health.version, token: lock.token };
}

export interface AttachOptions {
  /** The process whose death ends the lease too. */
  readonly pid: number;
  readonly onExchange: (exchange: Exchange) => void;
  /** How many requests were recovered since midnight: at once, and whenever there is one more. */
  readonly onRecovered: (today: number) => void;
  /** Once: the endpoint has ended, or does not answer. Then find it again, or start it. */
  readonly onLost: () => void;
}

export interface Attachment {
  /** Throws `EndpointRefused`, as all of these do. */
  readonly setRoute: (route: Route) => Promise<void>;
  readonly removeRoute: (match: string) => Promise<void>;
  readonly config: () => Promise<EndpointConfig>;
  /** What it remembers, oldest first: what happened before this window came. */
  readonly exchanges: () => Promise<readonly Exchange[]>;
  /** Gives the lease back and stops listening; `onLost` is not called. */
  readonly close: () => Promise<void>;
}

/** The endpoint answered, and not as hoped; the message is its own. */
export class EndpointRefused extends Error {
  override readonly name = 'EndpointRefused';
}

const TTL_MS = 60_000;
const RENEW_MS = 20_000;
const WAIT_MS = 5_000;
/** Of an answer of the endpoint's own paths: two hundred exchanges with their texts. */
const MOST_BYTES = 32 * 1024 * 1024;

const LeaseAnswer = z.object({ id: z.string() });
const Exchanges = z.object({ exchanges: z.array(Exchange) });
const Recovered = z.object({ recoveredToday: z.number() });
const Refused = z.object({ error: z.object({ message: z.string() }) });

/** Takes a lease, keeps it, and follows the events. Rejects where the endpoint cannot be reached. */
export async function attachTo(endpoint: FoundEndpoint, options: AttachOptions): Promise<Attachment> {
  const { id } = LeaseAnswer.parse(await ask(endpoint, 'POST', '/-/leases', { pid: options.pid, ttlMs: TTL_MS }));
  let over = false;
  const stop = (): boolean => {
    if (over) return false;
    over = true;
    clearInterval(renewal);
    stopListening();
    return true;
  };
  const lose = (): void => {
    if (stop()) options.onLost();
  };
  const renewal = setInterval(() => void ask(endpoint, 'PUT', `/-/leases/${id}`).catch(lose), RENEW_MS);
  renewal.unref();
  const stopListening = listen(endpoint, (message) => tell(message, options), lose);
  return {
    setRoute: async (route) => void (await ask(endpoint, 'PUT', '/-/config/routes', route)),
    removeRoute: async (match) => void (await ask(endpoint, 'DELETE', `/-/config/routes?match=${encodeURIComponent(match)}`)),
    config: async () => EndpointConfig.parse(await ask(endpoint, 'GET', '/-/config')),
    exchanges: async () => Exchanges.parse(await ask(endpoint, 'GET', '/-/exchanges')).exchanges,
    close: async () => {
      if (stop()) await ask(endpoint, 'DELETE', `/-/leases/${id}`).catch(() => undefined);
    },
  };
}

function tell({ event, data }: EventSourceMessage, { onExchange, onRecovered }: AttachOptions): void {
  const value: unknown = JSON.parse(data);
  if (event === 'exchange') onExchange(Exchange.parse(value));
  else if (event === 'hello' || event === 'recovered') onRecovered(Recovered.parse(value).recoveredToday);
}

/** @returns an end to it, after which nothing is called any more */
function listen(endpoint: FoundEndpoint, onMessage: (message: EventSourceMessage) => void, onEnd: () => void): () => void {
  const asked = request(head(endpoint, 'GET', '/-/events'), (answer) => {
    const parser = createParser({ onEvent: onMessage });
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => {
      try {
        parser.feed(chunk);
      } catch {
        // Another version's events: what cannot be read is as good as lost.
        asked.destroy();
      }
    });
    answer.on('close', onEnd);
    if (answer.statusCode !== 200) asked.destroy();
  });
  asked.on('error', onEnd);
  asked.end();
  return () => {
    asked.off('error', onEnd);
    asked.on('error', () => undefined);
    asked.destroy();
  };
}

/** @throws {EndpointRefused} or what the network does */
function ask(endpoint: FoundEndpoint, method: string, path: string, body?: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...head(endpoint, method, path), timeout: WAIT_MS }, (answer) => {
      readAnswer(answer).then(resolve, reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('the endpoint does not answer')));
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function head({ port, token }: FoundEndpoint, method: string, path: string) {
  return { host: '127.0.0.1', port, method, path, agent: false, headers: { authorization: `Bearer ${token}` } } as const;
}

async function readAnswer(answer: IncomingMessage): Promise<unknown> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > MOST_BYTES) throw new EndpointRefused('the endpoint answers more than can be read');
  }
  const value: unknown = JSON.parse(text);
  if (answer.statusCode !== undefined && answer.statusCode < 300) return value;
  const refused = Refused.safeParse(value);
  throw new EndpointRefused(refused.success ? refused.data.error.message : `the endpoint answered ${answer.statusCode}`);
}
