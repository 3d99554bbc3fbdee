import { l10n } from 'vscode';
import { addressOf } from '../endpoint/addressOf.js';
import type { EndpointConfig } from '../endpoint/client.js';
import type { Diagnosis } from '../engine/model.js';

/** One base URL that a tool can be given. */
export interface BaseUrl {
  readonly upstream: string;
  /** Whose it is, as its maker writes it. */
  readonly name: string;
  /** Of which API; null where one address serves both that it speaks. */
  readonly api: string | null;
  readonly url: string;
  /** It failed lately. */
  readonly isRecent: boolean;
}

/**
 * Every upstream's addresses: first those of what failed, newest first, then those that the person configured, then the others by name.
 *
 * @param url the endpoint's
 * @param token where requests are to bear it
 * @param failures newest first
 */
export function listBaseUrls(
  url: string,
  token: string | null,
  { upstreams }: Pick<EndpointConfig, 'upstreams'>,
  failures: readonly Pick<Diagnosis, 'gateway' | 'provider'>[],
  nameOf: (id: string) => string,
): BaseUrl[] {
  const failed = failures.flatMap(({ gateway, provider }) => gateway ?? provider ?? []);
  const listed = upstreams.map((upstream) => {
    const { name, provider } = upstream;
    const at = failed.indexOf(provider ?? name);
    const rank = at === -1 ? failed.length + Number(provider === name) : at;
    const shown = provider === name ? nameOf(name) : name;
    const addresses = (['openai', 'anthropic'] as const).flatMap((protocol) => {
      const address = addressOf(url, upstream, protocol, token);
      const api = protocol === 'openai' ? l10n.t('OpenAI API') : l10n.t('Anthropic API');
      return address === null ? [] : [{ address, api }];
    });
    const isOne = new Set(addresses.map(({ address }) => address)).size === 1;
    const urls = (isOne ? addresses.slice(0, 1) : addresses).map(({ address, api }) => ({
      upstream: name,
      name: shown,
      api: isOne ? null : api,
      url: address,
      isRecent: at !== -1,
    }));
    return { rank, shown, urls };
  });
  return listed.sort((one, other) => one.rank - other.rank || one.shown.localeCompare(other.shown)).flatMap(({ urls }) => urls);
}
