/**
 * Which hosts the wire tap looks at: those that provider files name, and those of the base URLs that tools' settings name. A look-up
 * costs the same however many there are.
 */

/** A host that models are served at. */
export interface KnownHost {
  /** The id of the provider or gateway that serves there; null for a base URL of a person's own. */
  readonly provider: string | null;
}

/** What of a provider's file says where it serves. */
export interface Serving {
  readonly id: string;
  /** Host names, some with a port; a leading dot stands for any subdomain. */
  readonly hosts: readonly string[];
}

/** No known host has more labels below its parent; a name with thousands of dots is not walked through. */
const MOST_LABELS = 10;

export class HostTable {
  /** By `name` and by `name:port`. */
  readonly #exact = new Map<string, KnownHost>();
  readonly #parents = new Map<string, KnownHost>();
  /** Names that are known with a port, for requests whose port is not. */
  readonly #names = new Map<string, KnownHost>();

  /** `baseUrls` as tools' settings have them; what is no address is passed over. */
  constructor(serving: readonly Serving[], baseUrls: Iterable<string> = []) {
    for (const { id, hosts } of serving) {
      const known = { provider: id };
      for (const host of hosts) {
        if (host.startsWith('.')) this.#parents.set(host.slice(1), known);
        else this.#add(host, known);
      }
    }
    for (const url of baseUrls) {
      const parsed = URL.canParse(url) ? new URL(url) : null;
      if (parsed === null || parsed.hostname === '') continue;
      // Settings often spell the provider's own address: whose it is stays known.
      if (this.find(parsed.hostname, portOf(parsed)) === null)
        this.#add(`${parsed.hostname}:${portOf(parsed)}`, { provider: null });
    }
  }

  #add(host: string, known: KnownHost): void {
    this.#exact.set(host, known);
    const name = host.replace(/:\d+$/, '');
    if (name === host) return;
    const other = this.#names.get(name);
    this.#names.set(name, other === undefined || other.provider === known.provider ? known : { provider: null });
  }

  /**
   * By host name in lower case, IPv6 in brackets, and port; the closest parent wins. The port is empty where nobody knows it any more:
   * then one of those that are known of the name is taken for it.
   */
  find(name: string, port: string): KnownHost | null {
    const exact =
      port === ''
        ? (this.#names.get(name) ?? this.#exact.get(name))
        : (this.#exact.get(`${name}:${port}`) ?? this.#exact.get(name));
    if (exact !== undefined) return exact;
    let rest = name;
    for (let label = 0; label < MOST_LABELS; label += 1) {
      const dot = rest.indexOf('.');
      if (dot === -1) return null;
      rest = rest.slice(dot + 1);
      const parent = this.#parents.get(rest);
      if (parent !== undefined) return parent;
    }
    return null;
  }
}

/** As written, or the protocol's own. */
export function portOf({ port, protocol }: { readonly port: string; readonly protocol: string }): string {
  if (port !== '') return port;
  return protocol === 'https:' ? '443' : '80';
}
