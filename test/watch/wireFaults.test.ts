import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { setTimeout as rest } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Category } from '../../src/engine/model.js';
import { clients } from './wire/clients.js';
import { sendCut, startFaultyServer, type FaultyServer } from './wire/faultyServer.js';
import { openWireLab, type WireLab } from './wire/wireLab.js';

/** OpenRouter's wrapper: the message says nothing, `metadata` holds the cause. */
const WRAPPED = JSON.stringify({
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: {
      raw: 'anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly — 上游限流, zurückgewiesen.',
      provider_name: 'Amazon Bedrock',
    },
  },
});
const wrapped = Buffer.from(WRAPPED);
/** Inside a character of three bytes. */
const INSIDE_CHARACTER = wrapped.indexOf('上') + 1;

const OVERLOADED = JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
const QUOTA = JSON.stringify({
  error: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  },
});

const sse = { 'content-type': 'text/event-stream' };
const json = { 'content-type': 'application/json', 'x-request-id': 'req_0123456789abcdef', 'retry-after': '12' };

interface Fault {
  readonly serve: (response: ServerResponse) => void | Promise<void>;
  readonly category: Category;
  /** Words of the cause that the sighting's text has to show. */
  readonly words: string;
  readonly status?: number;
}

const packed = (coding: string, bytes: Buffer, cut = bytes.length >> 1): Fault => ({
  serve: (response) => sendCut(response.writeHead(429, { ...json, 'content-encoding': coding }), bytes, cut),
  category: 'rate_limit',
  words: '上游限流, zurückgewiesen',
  status: 429,
});

const faults: Readonly<Record<string, Fault>> = {
  'a wrapped rate limit': {
    serve: (response) => void response.writeHead(429, json).end(WRAPPED),
    category: 'rate_limit',
    words: '上游限流, zurückgewiesen',
    status: 429,
  },
  'an overload': {
    serve: (response) => void response.writeHead(529, json).end(OVERLOADED),
    category: 'overloaded',
    words: 'Overloaded',
    status: 529,
  },
  'an empty account': {
    serve: (response) => void response.writeHead(429, json).end(QUOTA),
    category: 'billing',
    words: 'exceeded your current quota',
    status: 429,
  },
  'a bad key without a body': {
    serve: (response) => void response.writeHead(401, { 'content-length': '0' }).end(),
    category: 'authentication',
    words: 'HTTP 401 Unauthorized',
    status: 401,
  },
  'a gateway’s page': {
    serve: (response) =>
      void response
        .writeHead(524, { 'content-type': 'text/html' })
        .end('<html><head><title>relay.example | 524: A timeout occurred</title></head></html>'),
    category: 'timeout',
    words: 'A timeout occurred',
    status: 524,
  },
  'a body in gzip': packed('gzip', gzipSync(wrapped)),
  'a body in brotli': packed('br', brotliCompressSync(wrapped)),
  'a body in deflate': packed('deflate', deflateSync(wrapped)),
  'a body in raw deflate': packed('deflate', deflateRawSync(wrapped)),
  'a body packed twice': packed('gzip, br', brotliCompressSync(gzipSync(wrapped))),
  'a body cut inside a character': {
    serve: (response) => sendCut(response.writeHead(429, json), wrapped, INSIDE_CHARACTER),
    category: 'rate_limit',
    words: '上游限流, zurückgewiesen',
    status: 429,
  },
  'a body that stops halfway and hangs': {
    serve: (response) =>
      void response.writeHead(503, { ...json, 'content-length': '9000' }).write('{"error":{"message":"The model is overloaded'),
    category: 'overloaded',
    words: 'The model is overloaded',
    status: 503,
  },
  'a body of many megabytes': {
    serve: (response) => void response.writeHead(429, json).end(`${WRAPPED}${' padding'.repeat(1_000_000)}`),
    category: 'rate_limit',
    words: '上游限流, zurückgewiesen',
    status: 429,
  },
  'a stream that opens with an error': {
    serve: (response) => {
      response.writeHead(200, sse).write(': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n');
      response.end(`data: ${WRAPPED}\n\ndata: [DONE]\n\n`);
    },
    category: 'rate_limit',
    words: '上游限流, zurückgewiesen',
  },
  'a stream whose error is cut inside a character': {
    serve: (response) => {
      const event = Buffer.from(`event: error\r\ndata: ${WRAPPED}\r\n\r\n`);
      return sendCut(response.writeHead(200, sse), event, event.indexOf('上') + 2);
    },
    category: 'rate_limit',
    words: '上游限流, zurückgewiesen',
  },
  'a packed stream that opens with an error': {
    serve: (response) =>
      sendCut(
        response.writeHead(200, { ...sse, 'content-encoding': 'gzip' }),
        gzipSync(`event: error\ndata: ${OVERLOADED}\n\n`),
        20,
      ),
    category: 'overloaded',
    words: 'overloaded_error',
  },
  'a stream without an event': {
    serve: (response) => void response.writeHead(200, sse).end(),
    category: 'stream_interrupted',
    words: 'without an event',
  },
  'a stream of comments alone': {
    serve: (response) => void response.writeHead(200, sse).end(': keep-alive\n\n'),
    category: 'stream_interrupted',
    words: 'without an event',
  },
  'a stream that is done at once': {
    serve: (response) => void response.writeHead(200, sse).end('data: [DONE]\n\n'),
    category: 'stream_interrupted',
    words: 'without an event',
  },
  'a stream that breaks off': {
    serve: async (response) => {
      response.writeHead(200, sse).write('data: {"choices":[{"delta":{"content":"Once upon"}}]}\n\n');
      await rest(30);
      response.destroy();
    },
    category: 'stream_interrupted',
    words: 'broke off',
  },
  'a reset before an answer': {
    serve: (response) => void response.socket?.resetAndDestroy(),
    category: 'network',
    words: 'POST http',
  },
  'a connection closed before an answer': {
    serve: (response) => void response.socket?.destroy(),
    category: 'network',
    words: 'POST http',
  },
};

let plain: FaultyServer;
let secure: FaultyServer;
let lab: WireLab;

const GOES_ON = 'a stream that goes on';
/** Called when the stream that goes on has begun. */
let onBegun = (): void => {};

/** What is no fault is never answered. */
async function serve(response: ServerResponse, path: string): Promise<void> {
  const name = decodeURIComponent(path.split('/')[1] ?? '');
  if (name === GOES_ON) {
    response.writeHead(200, sse).write('data: {"choices":[{"delta":{"content":"Once upon"}}]}\n\n', () => onBegun());
    return;
  }
  await faults[name]?.serve(response);
}

beforeAll(async () => {
  plain = await startFaultyServer(serve);
  secure = await startFaultyServer(serve, { secure: true });
  lab = openWireLab([{ id: 'openrouter', hosts: [`127.0.0.1:${plain.port}`, `127.0.0.1:${secure.port}`] }]);
});

afterEach(() => lab.clear());

afterAll(async () => {
  lab.wire.dispose();
  await plain.close();
  await secure.close();
});

const ways = [
  { way: 'fetch', call: clients.fetch, server: () => plain },
  { way: 'undici', call: clients.undici, server: () => plain },
  { way: 'undici over TLS', call: clients.undiciFetch, server: () => secure },
  { way: 'node:http', call: clients.node, server: () => plain },
  { way: 'node:https', call: clients.node, server: () => secure },
];

describe.each(ways)('a call by $way', ({ call, server }) => {
  const urlOf = (fault: string): string =>
    `${server().origin}/${encodeURIComponent(fault)}/v1/chat/completions?key=AIzaNeverShown`;

  it.each(Object.keys(faults))('that meets %s is one sighting of its cause', async (name) => {
    const fault = faults[name];
    if (!fault) throw new Error(name);
    await Promise.race([call({ url: urlOf(name) }), rest(700)]);
    const sightings = await lab.settle(1);
    expect(sightings).toHaveLength(1);
    const [sighting] = sightings;
    expect(sighting).toMatchObject({
      tool: null,
      source: 'wire',
      diagnosis: {
        category: fault.category,
        gateway: 'openrouter',
        status: fault.status ?? (fault.words.startsWith('上') ? 429 : null),
      },
    });
    expect(sighting?.text).toContain(fault.words);
    expect(sighting?.text).toMatch(/^POST https?:\/\/127\.0\.0\.1/);
    expect(sighting?.text).toContain(`/${encodeURIComponent(name)}/v1/chat/completions`);
    expect(sighting?.text).not.toContain('AIza');
    expect(lab.problems).toEqual([]);
  });

  it('that the client called off is cancelled, and by its own time limit a timeout', async () => {
    const stop = new AbortController();
    const called = call({ url: urlOf('nothing'), signal: stop.signal });
    await rest(30);
    stop.abort();
    await called;
    await call({ url: urlOf('nothing'), signal: AbortSignal.timeout(30) });
    const sightings = await lab.settle(2);
    expect(sightings.map(({ diagnosis }) => diagnosis.category)).toEqual(['cancelled', 'timeout']);
  });

  it('that succeeded and was left by the client is none', async () => {
    const stop = new AbortController();
    onBegun = () => void setTimeout(() => stop.abort(), 40);
    await call({ url: urlOf(GOES_ON), signal: stop.signal });
    expect(await lab.settle(0)).toEqual([]);
  });

  it('has the request id and the server’s hint', async () => {
    await call({ url: urlOf('a wrapped rate limit') });
    const [sighting] = await lab.settle(1);
    expect(sighting?.diagnosis).toMatchObject({ requestId: 'req_0123456789abcdef', retryAfterSeconds: 12, provider: 'bedrock' });
    expect(sighting?.text).toContain('retry-after: 12');
  });
});
