/** Who had a part in a failed call, with what is known of them: the texts and the links are made from this. */
import type { Diagnosis } from './model.js';
import { findProvider } from './providers/lookup.js';
import type { Provider } from './providers/provider.js';
import { unreachable } from './unreachable.js';

export interface Party {
  /** As its maker writes it; the diagnosis' own word where no file knows it. */
  readonly name: string;
  /** One word, for the status bar. */
  readonly shortName: string;
  readonly known: Provider | null;
}

export interface Parties {
  readonly provider: Party | null;
  readonly gateway: Party | null;
  /** Who refused, where it has a name. */
  readonly refuser: Party | null;
  /** True where a provider refused behind a gateway: the account and the key in question may be the gateway's. */
  readonly behind: boolean;
}

export function findParties({ provider, gateway, origin }: Pick<Diagnosis, 'provider' | 'gateway' | 'origin'>): Parties {
  const served = provider === null ? null : describe(provider);
  const between = gateway === null ? null : describe(gateway);
  const refuser = findRefuser(origin, served, between);
  return { provider: served, gateway: between, refuser, behind: origin === 'upstream' && between !== null };
}

function findRefuser(origin: Diagnosis['origin'], provider: Party | null, gateway: Party | null): Party | null {
  switch (origin) {
    case 'gateway':
      return gateway ?? provider;
    case 'upstream':
      return provider;
    case 'client':
    case 'network':
      return null;
    case null:
      return provider && gateway ? null : (provider ?? gateway);
    default:
      return unreachable(origin);
  }
}

function describe(id: string): Party {
  const known = findProvider(id);
  const name = known?.name ?? id;
  return { name, shortName: known?.shortName ?? name.split(' ')[0] ?? name, known };
}
