/** Who served or refused the request, and who stood between. */
import { isObject } from './looseJson.js';
import type { Node, Piece } from './peel.js';
import { findProvider, providerOfHost } from './providers/lookup.js';
import type { Provider } from './providers/provider.js';
import type { Reading } from './wrappers/wrapper.js';

export interface Attribution {
  readonly provider: string | null;
  readonly gateway: string | null;
  /** The files of those that are known. */
  readonly known: readonly Provider[];
}

const PROVIDER_FIELDS = ['providername', 'provider', 'providerid', 'llmprovider', 'customllmprovider'];
const HOST = /\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}\b/g;
/** An address that a request went to proves more than one that a message links to. */
const REQUESTED =
  /(?:\burl:? |\bfrom |\brequest to |\bhost=|\bhost: |\bPOST |\bfor url:? ?)["'[(]{0,3}(?:https?:\/\/)?([a-z0-9.-]{4,120})/gi;

function isGateway(provider: Provider | null): boolean {
  return provider?.kind === 'gateway';
}

class Finder {
  provider: string | null = null;
  gateway: string | null = null;
  readonly known = new Map<string, Provider>();

  /** Takes a name that a field or wrapper gives; unknown names stand as written. */
  name(name: string | undefined, role?: 'provider' | 'gateway'): void {
    const trimmed = name?.trim();
    if (trimmed === undefined || trimmed === '' || trimmed.length > 60) return;
    const found = findProvider(trimmed);
    if (found) {
      this.take(found);
      return;
    }
    if (NO_NAME.test(trimmed) || !/^[A-Za-z][\w .-]*$/.test(trimmed)) return;
    const id = trimmed.toLowerCase().replaceAll(/[\s_]+/g, '-');
    if (role === 'gateway') this.gateway ??= id;
    else if (role === 'provider') this.provider ??= id;
  }

  take(found: Provider): void {
    this.known.set(found.id, found);
    if (isGateway(found)) this.gateway ??= found.id;
    else this.provider ??= found.id;
  }
}

const NO_NAME =
  /^(?:unknown|none|null|undefined|auto|default|model|custom|error|the|openai-compatible|openai compatible|openaicompatible)$/i;

export function attribute(
  pieces: readonly Piece[],
  nodes: readonly Node[],
  readings: readonly Reading[],
  said: string | null,
): Attribution {
  const finder = new Finder();
  for (const node of nodes) {
    if (!node.structured) continue;
    for (const field of PROVIDER_FIELDS) {
      const value = node.fields.get(field);
      if (typeof value === 'string') finder.name(value, 'provider');
    }
    const metadata = node.fields.get('metadata');
    if (node.fields.get('message') === 'Provider returned error' || (isObject(metadata) && metadata.has('provider_name'))) {
      finder.name('openrouter', 'gateway');
    }
  }
  for (const reading of readings) {
    finder.name(reading.provider, 'provider');
    finder.name(reading.gateway, 'gateway');
  }
  for (const node of nodes) {
    if (node.structured) continue;
    for (const field of PROVIDER_FIELDS) {
      const value = node.fields.get(field);
      if (typeof value === 'string' && value.length < 40) finder.name(value, 'provider');
    }
  }
  for (const piece of pieces) readHosts(piece, finder);
  finder.name(said ?? undefined, 'provider');
  return { provider: finder.provider, gateway: finder.gateway, known: [...finder.known.values()] };
}

function readHosts(piece: Piece, finder: Finder): void {
  if (!piece.low.includes('.')) return;
  const low = piece.low.length > 8_000 ? piece.low.slice(0, 8_000) : piece.low;
  for (const requested of low.matchAll(REQUESTED)) {
    const found = providerOfHost(requested[1] ?? '');
    if (found) finder.take(found);
  }
  for (const host of low.matchAll(HOST)) {
    const found = providerOfHost(host[0]);
    if (found) finder.take(found);
  }
}
