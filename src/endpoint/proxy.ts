/** Whether an origin is reached through a proxy, and through which. */
import { isLoopbackName } from './loopback.js';

export interface ProxySettings {
  /** Wins over the environment's; null where none was named. */
  readonly proxy: string | null;
  /** Hosts that are reached directly, as `NO_PROXY` writes them; joined with the environment's. */
  readonly bypass: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/**
 * The proxy's URL, or null for a direct connection. This machine is never asked for through a proxy. The lower-case names win,
 * as they do for curl.
 *
 * @throws {Error} where the proxy's address cannot be used
 */
export function proxyFor(origin: string, { proxy, bypass, env }: ProxySettings): URL | null {
  const { protocol, hostname, port } = new URL(origin);
  const lists = [bypass, env['no_proxy'] ?? env['NO_PROXY']].filter((list) => typeof list === 'string');
  if (isLoopbackName(hostname) || lists.some((list) => isListed(list, hostname, port || (PORTS[protocol] ?? '')))) return null;
  const http = env['http_proxy'] ?? env['HTTP_PROXY'];
  const chosen = proxy ?? (protocol === 'https:' ? (env['https_proxy'] ?? env['HTTPS_PROXY'] ?? http) : http);
  return chosen ? parseProxy(chosen) : null;
}

/** @throws {Error} with what can be told to a person: the address may hold a password, so it is not repeated */
export function parseProxy(address: string): URL {
  const url = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(url)) throw new Error('the address of the proxy is not a URL; write it like "http://proxy.example:8080"');
  const parsed = new URL(url);
  if (!['http:', 'https:', 'socks5:', 'socks:'].includes(parsed.protocol)) {
    throw new Error(`a proxy is spoken to by http, https or socks5, not by "${parsed.protocol.slice(0, -1)}"`);
  }
  return parsed;
}

/** Each entry is `*`, a host, a host with its port, or a domain that stands for what is below it too (`.example.com`). */
function isListed(list: string, hostname: string, port: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]/)
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const [, host = '', only] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [null, entry];
      const domain = host.startsWith('*.') ? host.slice(2) : host.startsWith('.') ? host.slice(1) : host;
      return (only === undefined || only === port) && (hostname === domain || hostname.endsWith(`.${domain}`));
    });
}
