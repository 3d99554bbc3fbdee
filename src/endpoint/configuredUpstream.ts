/** One entry of `upstreams` → where its requests go. */
import { findProvider, providerOfHost } from '../engine/providers/lookup.js';
import type { ConfiguredUpstream } from './configSchema.js';
import { isLoopbackName } from './loopback.js';
import { knownUpstreams } from './knownUpstreams.js';
import type { Protocol, Upstream } from './upstream.js';

type Described =
  | { readonly upstream: Omit<Upstream, 'key'>; readonly warnings: readonly string[] }
  | { readonly wrong: string; /** Below the entry. */ readonly path: readonly string[] };

/** The first segment of an address. `-` and `~` begin the endpoint's own. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

/**
 * An entry without `baseUrl` keeps what is known of that name and adds its key. With one, `/<name>/<rest>` goes to
 * `<baseUrl>/<rest>`; what SDKs are given follows from `protocol`, from `baseUrls`, or, for a known name, from the paths that
 * its own base URLs have.
 */
export function describeUpstream(name: string, configured: ConfiguredUpstream): Described {
  if (!NAME.test(name)) {
    return { wrong: 'a name is up to 64 letters, digits, ".", "_" and "-", the first a letter or a digit', path: [] };
  }
  const known = knownUpstreams.get(name);
  const urls: { readonly path: readonly string[]; readonly url: string | undefined }[] = [
    { path: ['baseUrl'], url: configured.baseUrl },
    { path: ['baseUrls', 'openai'], url: configured.baseUrls?.openai },
    { path: ['baseUrls', 'anthropic'], url: configured.baseUrls?.anthropic },
  ];
  for (const { path, url } of urls) {
    const wrong = url === undefined ? null : findFault(url);
    if (wrong !== null) return { wrong, path };
  }
  if (configured.provider !== undefined && findProvider(configured.provider) === null) {
    return { wrong: 'no provider of this name is known; leave it out, or take the id of one', path: ['provider'] };
  }
  const base = configured.baseUrl ?? configured.baseUrls?.openai ?? configured.baseUrls?.anthropic ?? known?.prefixUrl;
  if (base === undefined) return { wrong: 'a name that is not known needs a "baseUrl"', path: [] };
  const prefixUrl = trim(base);
  const { origin } = new URL(prefixUrl);
  for (const { path, url } of urls) {
    if (url !== undefined && new URL(url).origin !== origin) {
      return { wrong: `an upstream is one place, here ${origin}; give this one a name of its own`, path };
    }
  }
  const host = new URL(prefixUrl).host;
  const provider = (configured.provider === undefined ? providerOfHost(host) : findProvider(configured.provider))?.id;
  return {
    upstream: { name, prefixUrl, baseUrls: chooseBaseUrls(configured, known), provider: provider ?? known?.provider ?? null },
    warnings:
      prefixUrl.startsWith('http:') && !isLoopbackName(new URL(prefixUrl).hostname)
        ? ['keys and prompts travel to it unencrypted; use https where it can']
        : [],
  };
}

function chooseBaseUrls({ baseUrl, baseUrls, protocol }: ConfiguredUpstream, known: Upstream | undefined): Upstream['baseUrls'] {
  const chosen: Partial<Record<Protocol, string>> = {};
  if (baseUrl === undefined) Object.assign(chosen, known?.baseUrls);
  else if (protocol === undefined && known !== undefined) Object.assign(chosen, moveKnown(trim(baseUrl), known));
  else if (baseUrls === undefined || protocol !== undefined) chosen[protocol ?? 'openai'] = trim(baseUrl);
  if (baseUrls?.openai !== undefined) chosen.openai = trim(baseUrls.openai);
  if (baseUrls?.anthropic !== undefined) chosen.anthropic = trim(baseUrls.anthropic);
  return chosen;
}

/** A known provider at another place keeps its paths: `…/api/v1` and `…/api`, whichever of them the base URL ends with. */
function moveKnown(baseUrl: string, { baseUrls }: Upstream): Upstream['baseUrls'] {
  const paths = Object.entries(baseUrls).map(([protocol, url]) => ({ protocol, path: new URL(url).pathname.replace(/\/$/, '') }));
  const longest = paths
    .map(({ path }) => path)
    .filter((path) => path !== '' && baseUrl.endsWith(path))
    .sort((a, b) => b.length - a.length)[0];
  const root = baseUrl.slice(0, baseUrl.length - (longest?.length ?? 0));
  return Object.fromEntries(paths.map(({ protocol, path }) => [protocol, root + path]));
}

/** As URLs are written: the host in lower case, no default port; without a slash at its end. */
function trim(url: string): string {
  let { href } = new URL(url);
  while (href.endsWith('/')) href = href.slice(0, -1);
  return href;
}

function findFault(url: string): string | null {
  if (!URL.canParse(url)) return 'this is not a URL; write it like "https://host/v1"';
  const { protocol, username, password, search, hash, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'a base URL begins with https:// or http://';
  if (username !== '' || password !== '') return 'a base URL holds no credentials; name them under "key"';
  if (search !== '' || hash !== '') return 'a base URL ends with its path: no "?" and no "#"';
  if (/[{}<>]|%7b|%3c/i.test(pathname)) return 'a placeholder is still to be filled in';
  return null;
}
