/** The data path alone behind a server, with policies that let everything pass. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Agent } from 'undici';
import { listenLocally } from '../listenLocally.js';
import { createForwarder } from '../../src/endpoint/createForwarder.js';
import type { Exchange } from '../../src/endpoint/exchange.js';
import type { ForwarderOptions } from '../../src/endpoint/forward.js';
import type { Breakers, Pacing } from '../../src/endpoint/places.js';
import type { Config, Upstream } from '../../src/endpoint/upstream.js';

export interface Forwarding {
  readonly url: string;
  readonly exchanges: Exchange[];
  /** Resolves with the next exchange that is recorded. */
  nextExchange: () => Promise<Exchange>;
  close: () => Promise<void>;
}

const allOpen: Breakers = { ask: () => ({ kind: 'go' }), begin: () => {}, succeed: () => {}, fail: () => {}, release: () => {} };
const noLimit: Pacing = { tryEnter: () => () => {}, enter: () => Promise.resolve(() => {}), holdUntil: () => {} };

export function upstream(name: string, url: string, more: Partial<Upstream> = {}): Upstream {
  return {
    name,
    prefixUrl: url,
    baseUrls: { openai: `${url}/v1`, anthropic: url },
    provider: null,
    key: null,
    ...more,
  };
}

const quick: Omit<Config, 'upstreams'> = {
  routes: [],
  retry: { attempts: 3, baseMs: 1, capMs: 4, budgetMs: 2000 },
  breaker: { failures: 5, cooldownMs: 30_000 },
  timeouts: { connectMs: 1000, firstTokenMs: 1000, idleMs: 1000, totalMs: 5000 },
  concurrency: { perUpstream: 8, queue: 64 },
  holdBytes: 1024 * 1024,
  explain: true,
  whenExhausted: 'auto',
};

export async function startForwarder(
  upstreams: readonly Upstream[],
  config: Partial<Config> = {},
  options: Partial<ForwarderOptions> & { readonly token?: string } = {},
): Promise<Forwarding> {
  const byName = new Map(upstreams.map((one) => [one.name, one]));
  const settled: Config = { ...quick, upstreams: byName, ...config };
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const exchanges: Exchange[] = [];
  const waiting: ((exchange: Exchange) => void)[] = [];
  const forward = createForwarder({
    config: () => settled,
    routeOf: ({ routes }) => routes[0] ?? null,
    breakers: allOpen,
    pacing: noLimit,
    dispatcherFor: () => agent,
    clients: [],
    record: (exchange) => {
      const taker = waiting.shift();
      if (taker) taker(exchange);
      else exchanges.push(exchange);
    },
    now: () => Date.now(),
    random: () => 0.5,
    ...options,
  });
  const server = createServer((request, response) => {
    const [, name = '', path = '', query = ''] = /^\/([^/]+)(\/[^?]*)(\?.*)?$/.exec(request.url ?? '') ?? [];
    const target = byName.get(name);
    if (!target) {
      response.writeHead(404).end();
      return;
    }
    const bearsToken = options.token !== undefined && request.headers.authorization === `Bearer ${options.token}`;
    forward(request, response, { upstream: target, path, query, bearsToken });
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    nextExchange: async () => {
      const waited = exchanges.shift();
      return waited ?? new Promise((resolve) => waiting.push(resolve));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await agent.destroy();
    },
  };
}
