/** What every request passes: who may ask, what is asked, whose token it bears; then the data path or the endpoint's own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseAddress } from './address.js';
import type { Admin } from './admin.js';
import type { Forward } from './forward.js';
import { findIntruder } from './guard.js';
import { nearNames } from './nearNames.js';
import { protocolOf } from './operation.js';
import { refuse } from './refuse.js';
import { isSame, takeToken } from './token.js';
import type { Config } from './upstream.js';

export interface DoorOptions {
  /** Asked with each request: an ephemeral port is known late. */
  readonly port: () => number;
  readonly token: string;
  readonly config: () => Config;
  readonly isDraining: () => boolean;
  readonly forward: Forward;
  readonly admin: Admin;
  /** A request for an upstream begins. */
  readonly onRequest: (response: ServerResponse) => void;
}

export type Door = (request: IncomingMessage, response: ServerResponse) => void;

/** When to come back to an endpoint that is being restarted. */
const RESTART_SECONDS = 5;

export function createDoor(options: DoorOptions): Door {
  const { port, token, config, isDraining, forward, admin, onRequest } = options;
  return (request, response) => {
    const target = request.url ?? '';
    const turnAway = (status: number, message: string): void => {
      refuse(response, { status, message, protocol: protocolOf(target) });
    };
    const intruder = findIntruder(request, port());
    if (intruder !== null) return turnAway(403, `this request is refused, because ${intruder}.`);
    const coding = request.headers['transfer-encoding']?.toLowerCase() ?? 'chunked';
    if (coding !== 'chunked')
      return turnAway(501, 'this request is refused, because its body has a transfer coding beside "chunked".');
    const address = parseAddress(target);
    if (address.kind === 'refused') return turnAway(400, `this address is refused, because ${address.why}.`);
    if (address.token !== null && !isSame(token, address.token)) {
      return turnAway(
        401,
        'the token in the address (/~TOKEN/…) is not this endpoint\'s; "unwrap serve" writes it to its lock file.',
      );
    }
    const bearsToken = takeToken(token, request) || address.token !== null;
    const { path, query } = address;
    if (address.kind === 'own') return admin({ request, response, path, query, bearsToken });
    if (isDraining()) {
      response.shouldKeepAlive = false;
      const message = 'it is ending, and takes no new requests.';
      return refuse(response, { status: 503, message, protocol: protocolOf(path), retryAfterSeconds: RESTART_SECONDS });
    }
    const { upstreams } = config();
    const upstream = upstreams.get(address.name);
    if (upstream === undefined) {
      return refuse(response, { status: 404, message: sayUnknown(address.name, upstreams.keys()), protocol: protocolOf(path) });
    }
    onRequest(response);
    forward(request, response, { upstream, path, query, bearsToken });
  };
}

function sayUnknown(name: string, known: Iterable<string>): string {
  const near = nearNames(name, known);
  const meant = near.length === 0 ? '' : ` Is ${near.map((each) => `"${each}"`).join(' or ')} meant?`;
  return `there is no upstream "${name.slice(0, 64)}".${meant} One is added under "upstreams" in the configuration.`;
}
