/** Base URLs: where a tool sends to now, and the address that does the same through the endpoint. */
import { redact } from '../../engine/redact.js';
import { findProvider } from '../../engine/providers/lookup.js';
import { providers } from '../../engine/providers/list.js';
import type { EndpointAddress } from '../fix.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';

interface Parts {
  readonly origin: string;
  readonly path: string;
}

/** The loopback names are one machine, and a scheme's own port need not be said. */
function splitUrl(url: string): Parts | null {
  const found = /^(https?):\/\/([^/?#@\s]+)((?:\/[^?#\s]*)?)$/i.exec(url.trim());
  if (!found) return null;
  const [, scheme = '', host = '', path = ''] = found;
  const lower = host.toLowerCase().replace(scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/, '');
  return { origin: `${scheme.toLowerCase()}://${lower.replace(/^(?:localhost|\[::1\])(?=:|$)/, '127.0.0.1')}`, path };
}

/** As the endpoint knows them: a provider's id stands for the origin of its base URLs; where those are two, `<id>-anthropic` is the other. */
function knownUpstreams(): EndpointAddress['upstreams'] {
  return providers.flatMap(({ id, baseUrls }) => {
    const origins = [baseUrls.openai, baseUrls.anthropic].flatMap((url) =>
      url === undefined ? [] : (splitUrl(url)?.origin ?? []),
    );
    return [...new Set(origins)].map((prefixUrl, index) => ({ name: index === 0 ? id : `${id}-anthropic`, prefixUrl }));
  });
}

export interface RoutedAddress {
  readonly upstream: string;
  /** What takes the base URL's place. */
  readonly url: string;
}

export function isAtEndpoint({ origin }: EndpointAddress, baseUrl: string | null): boolean {
  return baseUrl !== null && splitUrl(baseUrl)?.origin === splitUrl(origin)?.origin;
}

/** `https://openrouter.ai/api/v1` → `http://127.0.0.1:4141/openrouter/api/v1`. Throws `Refusal` where the endpoint knows no such upstream. */
export function routeThrough(endpoint: EndpointAddress, baseUrl: string): RoutedAddress {
  const parts = splitUrl(baseUrl);
  if (parts === null) throw new Refusal(planText('refuse.noUrl', { url: redact(baseUrl) }), planText('remedy.plainUrl'));
  let best: { readonly name: string; readonly prefix: Parts } | null = null;
  // Configured ones override the known ones of the same length.
  for (const { name, prefixUrl } of [...knownUpstreams(), ...endpoint.upstreams]) {
    const prefix = splitUrl(prefixUrl);
    if (prefix?.origin !== parts.origin) continue;
    const path = prefix.path.replace(/\/$/, '');
    if (path !== '' && parts.path !== path && !parts.path.startsWith(`${path}/`)) continue;
    if (best === null || path.length >= best.prefix.path.length) best = { name, prefix: { origin: prefix.origin, path } };
  }
  if (best === null) {
    throw new Refusal(
      planText('refuse.noUpstream', { origin: parts.origin }),
      // Some relays take the key in the path.
      planText('remedy.addUpstream', {
        example: `"upstreams": { "NAME": { "baseUrl": "${redact(parts.origin + parts.path)}" } }`,
      }),
    );
  }
  return { upstream: best.name, url: `${endpoint.origin}/${best.name}${parts.path.slice(best.prefix.path.length)}` };
}

/** Where tools that speak the protocol of OpenAI send for a provider, by any of its names; null where that is not known. */
export function defaultBaseUrl(provider: string): string | null {
  return findProvider(provider)?.baseUrls.openai ?? null;
}
