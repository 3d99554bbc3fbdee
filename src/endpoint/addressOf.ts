/** What a tool is given as its base URL, so that its requests go through the endpoint. */
import type { Protocol, Upstream } from './upstream.js';

/**
 * `http://127.0.0.1:4141/openrouter/api/v1`; with a token `http://127.0.0.1:4141/~TOKEN/openrouter/api/v1`, for a tool that
 * is to use the stored keys and whose base URL is all that can be set. Null where the upstream does not speak the protocol.
 *
 * @param url the endpoint's own, `http://127.0.0.1:4141`
 */
export function addressOf(
  url: string,
  { name, prefixUrl, baseUrls }: Pick<Upstream, 'name' | 'prefixUrl' | 'baseUrls'>,
  protocol: Protocol,
  token: string | null = null,
): string | null {
  const base = baseUrls[protocol];
  if (base === undefined || !(base === prefixUrl || base.startsWith(`${prefixUrl}/`))) return null;
  return `${url}${token === null ? '' : `/~${token}`}/${name}${base.slice(prefixUrl.length)}`;
}
