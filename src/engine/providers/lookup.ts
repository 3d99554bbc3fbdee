/** Finds a provider by the names that logs, gateways and people give it, by host and by address; and reads its codes. */
import type { CodeMeaning, Provider } from './provider.js';
import { providers } from './list.js';

/** Case, spaces, underscores and hyphens do not tell providers apart: `Amazon Bedrock`, `amazon-bedrock`, `AMAZON_BEDROCK`. */
function fold(name: string): string {
  return FOLDED.test(name) ? name : name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

const FOLDED = /^[a-z0-9]*$/;

const byName = new Map<string, Provider>();
const byHost = new Map<string, Provider>();
const byParentHost = new Map<string, Provider>();
const byCode = new Map<string, Map<string, CodeMeaning>>();
for (const provider of providers) {
  for (const name of [provider.id, provider.name, ...provider.aliases]) byName.set(fold(name), provider);
  byCode.set(provider.id, new Map(provider.codes.flatMap((group) => group.codes.map((code) => [fold(code), group]))));
  for (const host of provider.hosts) {
    if (host.startsWith('.')) byParentHost.set(host.slice(1), provider);
    else byHost.set(host, provider);
  }
}

/** By id, name or alias in any writing; null where none is known by it. */
export function findProvider(name: string): Provider | null {
  return byName.get(fold(name)) ?? null;
}

/** By host name, with or without a port: an exact host wins, and `.parent` covers the subdomains of the closest parent. */
export function providerOfHost(host: string): Provider | null {
  const name = host.trim().toLowerCase();
  const local = byHost.get(name);
  if (local) return local;
  const colon = name.indexOf(':');
  let rest = colon === -1 ? name : name.slice(0, colon);
  if (rest.endsWith('.')) rest = rest.slice(0, -1);
  const exact = byHost.get(rest);
  if (exact) return exact;
  for (let dot = rest.indexOf('.'); dot !== -1; dot = rest.indexOf('.')) {
    rest = rest.slice(dot + 1);
    const parent = byParentHost.get(rest);
    if (parent) return parent;
  }
  return null;
}

/**
 * What the provider's documents say of a code, type or exception name: `RateLimitError`, `rate_limit_error`, `Rate limit error`.
 * A code with a detail behind a colon (`user_global_rate_limited:pro_plus`) is also known by its first part.
 */
export function meaningOfCode(provider: Provider, code: string): CodeMeaning | null {
  const meanings = byCode.get(provider.id);
  const name = fold(code);
  const colon = name.indexOf(':');
  return meanings?.get(name) ?? (colon > 0 ? meanings?.get(name.slice(0, colon)) : null) ?? null;
}
