/** The places that one request may be sent to, in order. */
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Category } from '../engine/model.js';
import type { Target } from './forward.js';
import { credentialOf } from './forwardedHeaders.js';
import type { Operation } from './operation.js';
import type { Place } from './places.js';
import type { Config, Link, Route, Upstream } from './upstream.js';

/** A link of a chain, made out for one request. */
export interface OpenLink {
  readonly upstream: Upstream;
  /** Another upstream than the one of the address: the client's credential stays behind. */
  readonly another: boolean;
  readonly origin: string;
  readonly path: string;
  /** What the upstream is asked for; null where the request names none. */
  readonly model: string | null;
  /** The request's model is replaced by it. */
  readonly replaces: boolean;
  readonly key: readonly [name: string, value: string] | null;
  readonly for?: readonly Category[];
  readonly place: Place;
}

export interface Asked {
  readonly request: IncomingMessage;
  readonly target: Target;
  readonly operation: Operation | null;
  readonly model: string | null;
}

/** At least one: where no link of the route can be used, the place that the address names. */
export function openLinks(config: Config, route: Route | null, asked: Asked): readonly OpenLink[] {
  if (route === null || asked.operation === null) return [openOwn(asked, null)];
  const links: OpenLink[] = [];
  for (const link of route.chain) {
    const open = openLink(config, link, asked, asked.operation);
    if (open !== null) links.push(open);
  }
  return links.length > 0 ? links : [openOwn(asked, null)];
}

function openLink(config: Config, link: Link, asked: Asked, operation: Operation): OpenLink | null {
  const { target } = asked;
  if (link.upstream === '*' || link.upstream === target.upstream.name) return openOwn(asked, link);
  const upstream = config.upstreams.get(link.upstream);
  const baseUrl = upstream?.baseUrls[operation.protocol];
  // Without the endpoint's token the stored key stays here, and the answer would be a refusal.
  if (upstream === undefined || baseUrl === undefined || (upstream.key !== null && !target.bearsToken)) return null;
  const { origin, path } = split(baseUrl);
  const model = link.model ?? asked.model;
  return {
    upstream,
    another: true,
    origin,
    path: path + operation.suffix + keptQuery(operation, target.query),
    model,
    replaces: link.model !== undefined && link.model !== asked.model,
    key: upstream.key === null ? null : keyHeader(operation, upstream.key),
    ...(link.for ? { for: link.for } : {}),
    place: { upstream: upstream.name, key: digest(upstream.key ?? ''), model },
  };
}

function openOwn({ request, target, operation, model: asked }: Asked, link: Link | null): OpenLink {
  const { upstream, bearsToken } = target;
  const { origin, path } = splitPrefix(upstream);
  const model = link?.model ?? asked;
  const stored = bearsToken ? upstream.key : null;
  return {
    upstream,
    another: false,
    origin,
    path: path + target.path + target.query,
    model,
    replaces: link?.model !== undefined && link.model !== asked,
    key: stored === null ? null : keyHeader(operation, stored, request),
    ...(link?.for ? { for: link.for } : {}),
    place: { upstream: upstream.name, key: bearsToken ? digest(stored ?? '') : digestOf(request), model },
  };
}

/** Where the API takes its key; for a call that is not known, where the client put the endpoint's token. */
function keyHeader(operation: Operation | null, key: string, request?: IncomingMessage): readonly [string, string] {
  const anthropic = operation === null ? request?.headers['x-api-key'] !== undefined : operation.protocol === 'anthropic';
  return anthropic ? ['x-api-key', key] : ['authorization', `Bearer ${key}`];
}

/** A query can hold a key (`?key=`); Anthropic's clients mark their beta calls in it. */
function keptQuery(operation: Operation, query: string): string {
  return operation.protocol === 'anthropic' && query === '?beta=true' ? query : '';
}

interface Split {
  readonly origin: string;
  /** Without a slash at its end. */
  readonly path: string;
}

const prefixes = new WeakMap<Upstream, Split>();

function splitPrefix(upstream: Upstream): Split {
  let known = prefixes.get(upstream);
  if (known === undefined) {
    known = split(upstream.prefixUrl);
    prefixes.set(upstream, known);
  }
  return known;
}

function split(url: string): Split {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname.endsWith('/') ? pathname.slice(0, -1) : pathname };
}

/** Of this process alone: a digest that gets out tells nothing of a key. */
const salt = randomBytes(32);

function digest(credential: string): string {
  return credential === '' ? '' : createHmac('sha256', salt).update(credential).digest('base64url').slice(0, 16);
}

/** A client sends one key over one connection, request after request. */
const digests = new WeakMap<object, { readonly credential: string; readonly digest: string }>();

function digestOf({ headers, socket }: IncomingMessage): string {
  const credential = credentialOf(headers);
  if (credential === '') return '';
  const known = digests.get(socket);
  if (known?.credential === credential) return known.digest;
  const made = { credential, digest: digest(credential) };
  digests.set(socket, made);
  return made.digest;
}
