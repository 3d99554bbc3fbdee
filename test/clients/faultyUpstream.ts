/** Upstreams on loopback: `/good/…` answers, `/<fault>/…` fails in that way, whatever the rest of the path. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenLocally } from '../listenLocally.js';
import { dialectOf, failedStreams, goodBodies, goodStreams, type Dialect } from './dialect.js';
import { faults, type Fault } from './faults.js';

export interface FaultyUpstream {
  readonly origin: string;
  /** How many requests for an answer have come below `/<name>` with that key. */
  readonly requestsOf: (name: string, key: string) => number;
  readonly close: () => Promise<void>;
}

export async function startFaultyUpstream(): Promise<FaultyUpstream> {
  const requests = new Map<string, number>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = pathname.split('/')[1] ?? '';
    const dialect = dialectOf(pathname);
    const stream = await asksForStream(request);
    if (!dialect) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}');
      return;
    }
    const caller = callerOf(name, keyOf(request));
    requests.set(caller, (requests.get(caller) ?? 0) + 1);
    const fault = faults.find(({ id }) => id === name)?.fault;
    if (fault) fail(fault, dialect, stream, response);
    else answer(dialect, stream, response);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const port = await listenLocally(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    requestsOf: (name, key) => requests.get(callerOf(name, key)) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const callerOf = (name: string, key: string): string => `${name} ${key}`;

function keyOf({ headers }: IncomingMessage): string {
  const given = headers['x-api-key'] ?? headers.authorization ?? '';
  return String(given).replace('Bearer ', '');
}

async function asksForStream(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return /"stream":\s?true/.test(Buffer.concat(chunks).toString());
}

function answer(dialect: Dialect, stream: boolean, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  response.end(stream ? goodStreams[dialect] : JSON.stringify(goodBodies[dialect]));
}

function fail(fault: Fault, dialect: Dialect, stream: boolean, response: ServerResponse): void {
  switch (fault.kind) {
    case 'http': {
      const body = fault.body(dialect);
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
      return;
    }
    case 'refused':
    case 'reset':
      response.socket?.destroy();
      return;
    case 'error-first':
      // A body that is no stream cannot open with an event: the failure is all of it.
      response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
      response.end(
        stream ? failedStreams[dialect] : '{"error":{"code":503,"message":"The model is overloaded. Please try again later."}}',
      );
      return;
    case 'empty':
      response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' }).end();
      return;
    case 'truncated': {
      const whole = stream ? goodStreams[dialect] : JSON.stringify(goodBodies[dialect]);
      response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
      // Before the first word of the answer, within an event.
      response.end(whole.slice(0, whole.indexOf(stream ? 'good' : 'well')));
      return;
    }
    case 'stall':
      return;
  }
}
