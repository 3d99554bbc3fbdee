/** The upstreams that need no configuration: every provider of the engine that has a base URL. */
import type { Provider } from '../engine/providers/provider.js';
import { providers } from '../engine/providers/list.js';
import type { Protocol, Upstream } from './upstream.js';

/**
 * By name. An address holds the whole path below the provider's origin, as an SDK would send it:
 * `/openrouter/api/v1/chat/completions`. An upstream is one origin: where the base URLs of a provider's two protocols lie on
 * different ones, its id stands for OpenAI's, and `<id>-anthropic` is an upstream for the other.
 */
export const knownUpstreams: ReadonlyMap<string, Upstream> = new Map(
  providers.flatMap(describe).map((upstream) => [upstream.name, upstream]),
);

function describe({ id, baseUrls }: Provider): readonly Upstream[] {
  const byOrigin = new Map<string, Partial<Record<Protocol, string>>>();
  // In the order of the provider's file: its own protocol comes first there.
  for (const protocol of Object.keys(baseUrls).filter(isProtocol)) {
    const url = baseUrls[protocol];
    if (!isComplete(url)) continue;
    const { origin } = new URL(url);
    byOrigin.set(origin, { ...byOrigin.get(origin), [protocol]: url });
  }
  return [...byOrigin].map(([prefixUrl, usable], index) => ({
    name: index === 0 ? id : `${id}-anthropic`,
    prefixUrl,
    baseUrls: usable,
    provider: id,
    key: null,
  }));
}

function isProtocol(name: string): name is Protocol {
  return name === 'openai' || name === 'anthropic';
}

/** A template (`https://{resource}.openai.azure.com`) has to be configured. */
function isComplete(url: string | undefined): url is string {
  return url !== undefined && !/[{}<>]/.test(url) && URL.canParse(url);
}
