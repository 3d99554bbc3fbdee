/** Finds a provider by the names that logs, gateways and people give it, by host and by address; and reads its codes. */
import type { CodeMeaning, Provider } from './provider.js';
import { providers } from './list.js';

/** Case, spaces, underscores and hyphens do not tell providers apart: `Amazon Bedrock`, `amazon-bedrock`, `AMAZON_BEDROCK`. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

const byName = new Map<string, Provider>();
const byHost = new Map<string, Provider>();
const byParentHost = new Map<string, Provider>();
for (const provider of providers) {
  for (const name of [provider.id, provider.name, ...provider.aliases]) byName.set(fold(name), provider);
  for (const host of provider.hosts) {
    if (host.startsWith('.')) byParentHost.set(host.slice(1), provider);
    else byHost.set(host, provider);
  }
}

/** By id, name or alias in any writing; null where none is known by it. */
export function findProvider(name: string): Provider | null {
  return byName.get(fold(name)) ?? null;
}

/** By host name, with or without a port; the longest registered host wins, and `.parent` covers its subdomains. */
export function providerOfHost(host: string): Provider | null {
  let rest = bareHost(host);
  const exact = byHost.get(rest);
  if (exact) return exact;
  for (let dot = rest.indexOf('.'); dot !== -1; dot = rest.indexOf('.')) {
    rest = rest.slice(dot + 1);
    const parent = byParentHost.get(rest);
    if (parent) return parent;
  }
  return null;
}

/** By the host of an address; a text without `scheme://` is read as a host with a path. */
export function providerOfUrl(url: string): Provider | null {
  const scheme = url.indexOf('://');
  const start = scheme === -1 ? 0 : scheme + 3;
  let end = start;
  while (end < url.length && !'/?#\\'.includes(url.charAt(end))) end += 1;
  const authority = url.slice(start, end);
  return providerOfHost(authority.slice(authority.lastIndexOf('@') + 1));
}

/** What the provider's documents say of a code, type or exception name, in any case. */
export function meaningOfCode(provider: Provider, code: string): CodeMeaning | null {
  const key = code.trim().toLowerCase();
  return Object.hasOwn(provider.codes, key) ? (provider.codes[key] ?? null) : null;
}

function bareHost(host: string): string {
  const name = host.trim().toLowerCase();
  const colon = name.indexOf(':');
  const bare = colon === -1 ? name : name.slice(0, colon);
  return bare.endsWith('.') ? bare.slice(0, -1) : bare;
}
