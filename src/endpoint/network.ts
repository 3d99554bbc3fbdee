/** The connections to upstreams: one pool each, kept alive, through a proxy where there is one. */
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import { proxyFor, type ProxySettings } from './proxy.js';
import { readTrust } from './trust.js';
import type { Upstream } from './upstream.js';

export interface NetworkSettings extends ProxySettings {
  /** Whether a certificate that is not believed ends the connection. */
  readonly strictSsl: boolean;
}

export interface Network {
  readonly dispatcherFor: (upstream: Pick<Upstream, 'prefixUrl'>) => Dispatcher;
  /** Reads the certificates that are believed, which takes a few hundred milliseconds: better before a stream stands. */
  readonly warmUp: () => void;
  /** Closes the pools of origins that are no longer among these, once their requests are over. */
  readonly keepOnly: (upstreams: Iterable<Pick<Upstream, 'prefixUrl'>>) => void;
  /** Closes what is left, at once. */
  readonly destroy: () => Promise<void>;
}

/** A little less than the minute after which common load balancers close an idle connection. */
const KEEP_ALIVE_MS = 50_000;

/** What undici would measure by itself is measured by the data path, by content. */
const TIMERS_OFF = { headersTimeout: 0, bodyTimeout: 0 };

export function createNetwork(settings: NetworkSettings): Network {
  const dispatchers = new Map<string, Dispatcher>();
  let trust: ReturnType<typeof readTrust> | undefined;

  const connect = (origin: string): Dispatcher => {
    const tls = { timeout: 0, rejectUnauthorized: settings.strictSsl, ...chooseTrust(origin) };
    const options = { ...TIMERS_OFF, keepAliveTimeout: KEEP_ALIVE_MS, pipelining: 1, allowH2: false };
    const proxy = proxyFor(origin, settings);
    return proxy === null
      ? new Pool(origin, { ...options, connect: tls })
      : new ProxyAgent({ ...options, uri: proxy.href, requestTls: tls, proxyTls: tls });
  };

  const chooseTrust = (origin: string): { secureContext?: NonNullable<ReturnType<typeof readTrust>> } => {
    if (!origin.startsWith('https:')) return {};
    if (trust === undefined) warmUp();
    return trust ? { secureContext: trust } : {};
  };
  const warmUp = (): void => {
    trust = readTrust();
  };

  return {
    dispatcherFor: ({ prefixUrl }) => {
      const origin = originOf(prefixUrl);
      let dispatcher = dispatchers.get(origin);
      if (dispatcher === undefined) {
        dispatcher = connect(origin);
        dispatchers.set(origin, dispatcher);
      }
      return dispatcher;
    },
    warmUp,
    keepOnly: (upstreams) => {
      const wanted = new Set([...upstreams].map(({ prefixUrl }) => originOf(prefixUrl)));
      for (const [origin, dispatcher] of dispatchers) {
        if (wanted.has(origin)) continue;
        dispatchers.delete(origin);
        dispatcher.close().catch(() => undefined);
      }
    },
    destroy: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
      dispatchers.clear();
    },
  };
}

/** `https://host:8443/api` → `https://host:8443`, without the cost of a parser: it is asked for with every attempt. */
function originOf(url: string): string {
  const end = url.indexOf('/', url.indexOf('//') + 2);
  return end === -1 ? url : url.slice(0, end);
}
