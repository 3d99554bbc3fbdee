/** Which headers go on, both ways. Hop-by-hop headers end here: RFC 9110, 7.6.1. */
import type { Buffer } from 'node:buffer';

const HOP_BY_HOP = [
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** Where the known clients put their credential. */
const CREDENTIALS = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;
/** All that another upstream than the one of the address is told: a tool may carry a key in any header of its own. */
const FOR_ANOTHER: ReadonlySet<string> = new Set(['accept', 'content-type', 'user-agent', 'anthropic-version', 'anthropic-beta']);

type Fate = 'goes' | 'ends' | 'names-others' | 'credential' | 'encoding' | 'remaining';

const REQUEST_FATES: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  // A request's length is counted anew; undici refuses `expect`.
  ...[...HOP_BY_HOP, 'host', 'content-length', 'expect', 'http2-settings'].map((name): [string, Fate] => [name, 'ends']),
  ...CREDENTIALS.map((name): [string, Fate] => [name, 'credential']),
  ['connection', 'names-others'],
  ['accept-encoding', 'encoding'],
]);
const ANSWER_FATES: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  ...HOP_BY_HOP.map((name): [string, Fate] => [name, 'ends']),
  ['connection', 'names-others'],
]);

/** The same few spellings come with every request: they are folded once. */
class FateMemo {
  readonly #known = new Map<string, Fate>();
  readonly #fateOf: (name: string) => Fate;

  constructor(fateOf: (name: string) => Fate) {
    this.#fateOf = fateOf;
  }

  read(name: string): Fate {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fate = this.#fateOf(name.toLowerCase());
    // Who invents names must not fill the memory.
    if (this.#known.size < 1000 && name.length < 64) this.#known.set(name, fate);
    return fate;
  }
}

const requestFates = new FateMemo((name) => REQUEST_FATES.get(name) ?? 'goes');
const answerFates = new FateMemo(
  (name) => ANSWER_FATES.get(name) ?? (/ratelimit.*-remaining|^ratelimit-remaining/.test(name) ? 'remaining' : 'goes'),
);

export interface RequestHeaderPlan {
  /** The upstream is another than the one that the address names. */
  readonly another: boolean;
  /** The client's credential is the endpoint's own token. */
  readonly bearsToken: boolean;
  /** The answer must be readable here. */
  readonly readable: boolean;
  /** The stored key, and how the upstream's protocol carries it. */
  readonly key: readonly [name: string, value: string] | null;
}

/** `raw` as node:http gives it: names and values in turn. So is what comes back. */
export function headersForUpstream(raw: readonly string[], plan: RequestHeaderPlan): string[] {
  const headers: string[] = [];
  const others = namedByConnection(raw);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    const fate = requestFates.read(name);
    if (fate === 'ends' || fate === 'names-others') continue;
    if (fate === 'credential' && (plan.bearsToken || plan.key !== null)) continue;
    if (fate === 'encoding' && plan.readable) continue;
    if (plan.another && !FOR_ANOTHER.has(name.toLowerCase())) continue;
    if (others !== null && others.has(name.toLowerCase())) continue;
    headers.push(name, raw[index + 1] ?? '');
  }
  if (plan.readable) headers.push('accept-encoding', 'identity');
  if (plan.key !== null) headers.push(plan.key[0], plan.key[1]);
  return headers;
}

function namedByConnection(raw: readonly string[]): ReadonlySet<string> | null {
  let names: Set<string> | null = null;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (requestFates.read(raw[index] ?? '') === 'names-others') names = addNames(names, raw[index + 1] ?? '');
  }
  return names;
}

function addNames(names: Set<string> | null, value: string): Set<string> | null {
  if (value === 'keep-alive' || value === 'close') return names;
  const some = names ?? new Set<string>();
  for (const name of value.split(',')) some.add(name.trim().toLowerCase());
  return some;
}

export interface AnswerHeaders {
  /** Names and values in turn, hop-by-hop headers left out. */
  readonly flat: string[];
  /** A rate limit's rest is nought. */
  readonly spent: boolean;
}

/** `raw` as undici gives it: names and values in turn. */
export function headersForClient(raw: readonly Buffer[]): AnswerHeaders {
  const flat: string[] = [];
  let others: Set<string> | null = null;
  let spent = false;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toString('latin1') ?? '';
    const value = raw[index + 1]?.toString('latin1') ?? '';
    const fate = answerFates.read(name);
    if (fate === 'goes') flat.push(name, value);
    else if (fate === 'names-others') others = addNames(others, value);
    else if (fate === 'remaining') {
      flat.push(name, value);
      if (value === '0') spent = true;
    }
  }
  return { flat: others === null ? flat : without(flat, others), spent };
}

/** The headers whose lower-case name is not among `names`. */
export function without(flat: readonly string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index] ?? '';
    if (!names.has(name.toLowerCase())) kept.push(name, flat[index + 1] ?? '');
  }
  return kept;
}

/** The first value of a header in undici's raw list; null where it is absent. `name` in lower case. */
export function findHeader(raw: readonly Buffer[], name: string): string | null {
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const candidate = raw[index];
    if (candidate && candidate.length === name.length && candidate.toString('latin1').toLowerCase() === name)
      return raw[index + 1]?.toString('latin1') ?? '';
  }
  return null;
}

/** As the engine reads them. */
export function headerRecord(flat: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index + 1 < flat.length; index += 2) record[(flat[index] ?? '').toLowerCase()] = flat[index + 1] ?? '';
  return record;
}

/** The credential that a request carries, for telling keys apart; empty where it has none. */
export function credentialOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  for (const name of CREDENTIALS) {
    const value = headers[name];
    if (typeof value === 'string') return value;
  }
  return '';
}
