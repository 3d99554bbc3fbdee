/** The endpoint's own paths, below `/-/`. All but `health` need the token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { InvalidConfig } from './configProblem.js';
import { RouteSchema } from './configSchema.js';
import type { EventStreams } from './eventStream.js';
import type { ExchangeLog } from './exchangeLog.js';
import type { Leases } from './leases.js';
import type { LiveConfig } from './liveConfig.js';
import type { Metrics } from './metrics.js';
import { presentConfig } from './presentConfig.js';
import { readJson } from './readJson.js';
import { answerJson } from './refuse.js';
import { prove } from './token.js';

export interface AdminOptions {
  readonly version: string;
  readonly token: string;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  readonly log: ExchangeLog;
  readonly events: EventStreams;
  readonly leases: Leases;
  readonly config: LiveConfig;
  /** The configuration file as it is shown. */
  readonly configShownAs: string;
}

/** What a request to one of these paths carries. */
interface AdminRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Below `/-`. */
  readonly path: string;
  readonly query: string;
  readonly bearsToken: boolean;
}

export type Admin = (asked: AdminRequest) => void;

type Handle = (asked: AdminRequest) => void | Promise<void>;

const LeaseRequest = z.object({ pid: z.int().check(z.minimum(1)), ttlMs: z.prefault(z.int().check(z.minimum(1)), 60_000) });
/** A challenge is echoed as a signature only. */
const CHALLENGE = /^[0-9a-f]{16,128}$/;

export function createAdmin(options: AdminOptions): Admin {
  const handlers = new Map<string, Handle>([
    ['GET /health', (asked) => answerHealth(asked, options)],
    ['GET /metrics', (asked) => answerMetrics(asked, options.metrics)],
    ['GET /exchanges', ({ response }) => answerJson(response, 200, { exchanges: options.log.list() })],
    ['GET /events', ({ response }) => openEvents(response, options.events)],
    ['GET /config', ({ response }) => answerJson(response, 200, presentConfig(options.config, options.configShownAs))],
    ['PUT /config/routes', (asked) => setRoute(asked, options.config)],
    ['DELETE /config/routes', (asked) => removeRoute(asked, options.config)],
    ['POST /leases', (asked) => takeLease(asked, options.leases)],
    ['PUT /leases', (asked) => renewLease(asked, options.leases)],
    ['DELETE /leases', (asked) => endLease(asked, options.leases)],
  ]);
  return (asked) => {
    const { request, response, path, bearsToken } = asked;
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    // `/leases/<id>`
    const resource = path.startsWith('/leases/') ? '/leases' : path;
    if (!bearsToken && resource !== '/health') {
      return fail(response, 401, 'this path needs the token of the lock file, as "Authorization: Bearer …"');
    }
    const handle = handlers.get(`${method} ${resource}`);
    if (handle === undefined) {
      const isKnown = [...handlers.keys()].some((key) => key.endsWith(` ${resource}`));
      return fail(response, isKnown ? 405 : 404, isKnown ? `${method} is not what this path takes` : 'there is no such path');
    }
    void Promise.resolve(handle(asked)).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else fail(response, 500, error instanceof Error ? error.message : String(error));
    });
  };
}

function answerHealth({ response, query }: AdminRequest, { version, token, isDraining }: AdminOptions): void {
  const challenge = new URLSearchParams(query).get('challenge');
  const proof = challenge !== null && CHALLENGE.test(challenge) ? prove(token, challenge) : null;
  answerJson(response, 200, { name: 'unwrap', version, pid: process.pid, status: isDraining() ? 'draining' : 'serving', proof });
}

async function answerMetrics({ response }: AdminRequest, metrics: Metrics): Promise<void> {
  const text = await metrics.print();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
  response.end(text);
}

function openEvents(response: ServerResponse, events: EventStreams): void {
  if (!events.open(response)) fail(response, 503, 'too many read the events already');
}

async function setRoute({ request, response }: AdminRequest, config: LiveConfig): Promise<void> {
  const route = RouteSchema.safeParse(await readJson(request));
  if (!route.success) return fail(response, 400, 'a route is {"match": "model-*", "chain": [{"upstream": "…", "model": "…"}]}');
  edit(response, config, () => {
    config.setRoute(route.data);
    return true;
  });
}

function removeRoute({ response, query }: AdminRequest, config: LiveConfig): void {
  const match = new URLSearchParams(query).get('match');
  if (match === null) return fail(response, 400, 'which route? Name its pattern: /-/config/routes?match=…');
  edit(response, config, () => config.removeRoute(match));
}

function edit(response: ServerResponse, config: LiveConfig, change: () => boolean): void {
  try {
    if (change()) answerJson(response, 200, { routes: config.current().routes });
    else fail(response, 404, 'no route has this pattern');
  } catch (error) {
    if (error instanceof InvalidConfig) fail(response, 409, error.message);
    else fail(response, 500, `the configuration cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function takeLease({ request, response }: AdminRequest, leases: Leases): Promise<void> {
  const asked = LeaseRequest.safeParse(await readJson(request));
  if (!asked.success) return fail(response, 400, 'a lease is asked for with {"pid": 123, "ttlMs": 60000}');
  const lease = leases.take(asked.data.pid, asked.data.ttlMs);
  if (lease === null) fail(response, 503, 'there are too many leases');
  else answerJson(response, 201, lease);
}

function renewLease({ response, path }: AdminRequest, leases: Leases): void {
  if (leases.renew(idOf(path))) answerJson(response, 200, { renewed: true });
  else fail(response, 404, 'this lease has ended; take another');
}

function endLease({ response, path }: AdminRequest, leases: Leases): void {
  leases.end(idOf(path));
  answerJson(response, 200, { ended: true });
}

function idOf(path: string): string {
  return path.slice('/leases/'.length);
}

function fail(response: ServerResponse, status: number, message: string): void {
  answerJson(response, status, { error: { message } });
}
