import { EventEmitter, once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { answer, completion, startUpstream, type ScriptedUpstream } from './scriptedUpstream.js';
import { afterTest, sendRaw, startEndpoint, until, type Answer, type Started } from './startEndpoint.js';

const question = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const CHAT = '/mock/chat/completions';

async function start(key = false): Promise<{ upstream: ScriptedUpstream; endpoint: Started }> {
  const upstream = await startUpstream(answer(200, completion));
  afterTest(upstream.close);
  const mock = { baseUrl: `${upstream.url}/api/v1`, protocol: 'openai', ...(key ? { key: { env: 'MOCK_KEY' } } : {}) };
  return { upstream, endpoint: await startEndpoint({ upstreams: { mock } }, { env: { MOCK_KEY: 'stored-key' } }) };
}

describe('the way through', () => {
  it('sends a request to its upstream with the tool’s own key, and its answer back as it is', async () => {
    const { upstream, endpoint } = await start();
    const answered = await endpoint.ask(CHAT, { method: 'POST', headers: { authorization: 'Bearer tool-key' }, body: question });
    expect(answered).toMatchObject({ status: 200, text: JSON.stringify(completion) });
    expect(answered.headers).toMatchObject({ 'x-unwrap-upstream': 'mock', 'x-unwrap-attempts': '1' });
    expect(upstream.received).toHaveLength(1);
    expect(upstream.received[0]).toMatchObject({
      url: '/api/v1/chat/completions',
      headers: { authorization: 'Bearer tool-key' },
      body: JSON.stringify(question),
    });
  });

  it('passes what it does not know through untouched, with its query', async () => {
    const { upstream, endpoint } = await start();
    upstream.script(answer(200, { data: [] }));
    expect(await endpoint.ask('/mock/files?purpose=a%2Fb')).toMatchObject({ status: 200, text: '{"data":[]}' });
    expect(upstream.received[0]).toMatchObject({ method: 'GET', url: '/api/v1/files?purpose=a%2Fb' });
  });

  it('goes on to the next place of the chain with the key that is stored for it, and skips a place that keeps failing', async () => {
    const first = await startUpstream(answer(503, { error: { message: 'Overloaded' } }));
    const second = await startUpstream(answer(200, completion));
    afterTest(first.close);
    afterTest(second.close);
    const endpoint = await startEndpoint(
      {
        upstreams: { first: { baseUrl: first.url }, second: { baseUrl: `${second.url}/v1`, key: { env: 'SECOND_KEY' } } },
        routes: [{ match: 'm*', chain: [{ upstream: '*' }, { upstream: 'second', model: 'other' }] }],
        retry: { attempts: 1, baseMs: 1 },
        breaker: { failures: 2, cooldownMs: 60_000 },
      },
      { env: { SECOND_KEY: 'second-key' } },
    );
    for (let time = 0; time < 3; time++) {
      const answered = await endpoint.ask(`/~${endpoint.token}/first/chat/completions`, { method: 'POST', body: question });
      expect(answered).toMatchObject({ status: 200, headers: { 'x-unwrap-upstream': 'second', 'x-unwrap-model': 'other' } });
    }
    expect(first.received).toHaveLength(2);
    expect(second.received).toHaveLength(3);
    expect(second.received[0]).toMatchObject({ url: '/v1/chat/completions', headers: { authorization: 'Bearer second-key' } });
    expect(JSON.parse(second.received[0]?.body ?? '')).toEqual({ ...question, model: 'other' });
    expect((await endpoint.ask('/first/chat/completions', { method: 'POST', body: question })).status).toBe(503);
  });

  it('warns of an upstream that leads back to itself', async () => {
    const first = await startEndpoint();
    await first.drain();
    const upstreams = { round: { baseUrl: `http://localhost:${first.port}/openai/v1` } };
    const second = await startEndpoint({ upstreams }, { port: first.port });
    expect(second.said).toEqual([expect.stringContaining('"round" leads back to this endpoint')]);
  });

  it('listens on the loopback interface alone', async () => {
    const { endpoint } = await start();
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4')
      .map((one) => one?.address ?? '');
    for (const host of others) {
      const refused = await new Promise((resolve) => {
        connect(endpoint.port, host)
          .on('connect', () => resolve(false))
          .on('error', () => resolve(true));
      });
      expect(refused).toBe(true);
    }
    expect(endpoint.url).toBe(`http://127.0.0.1:${endpoint.port}`);
  });
});

describe('who is refused', () => {
  it.each([
    ['a foreign Host', { host: 'evil.example' }],
    ['a Host that was rebound', { host: '127.0.0.1.evil.example:80' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['an Origin', { origin: 'https://evil.example' }],
    ['an Origin of this machine', { origin: 'http://localhost:3000' }],
    ['an opaque Origin', { origin: 'null' }],
  ])('%s: 403', async (_, headers) => {
    const { upstream, endpoint } = await start();
    const refused = await endpoint.ask(CHAT, { method: 'POST', headers, body: question });
    expect(refused.status).toBe(403);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    expect((await endpoint.ask('/-/health', { headers })).status).toBe(403);
    expect(upstream.received).toEqual([]);
  });

  it('takes every name of the loopback interface', async () => {
    const { endpoint } = await start();
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      expect((await endpoint.ask('/-/health', { headers: { host: `${name}:${endpoint.port}` } })).status).toBe(200);
    }
  });

  it.each([
    ['an absolute-form target', 'GET http://127.0.0.1/mock/models HTTP/1.1'],
    ['an empty segment', 'GET //mock/models HTTP/1.1'],
    ['an empty segment within', 'GET /mock//models HTTP/1.1'],
    ['a dot segment', 'GET /mock/../-/config HTTP/1.1'],
    ['an encoded dot segment', 'GET /mock/%2e%2E/secret HTTP/1.1'],
    ['an encoded slash behind dots', 'GET /mock/..%2fsecret HTTP/1.1'],
    ['a backslash', String.raw`GET /mock\..\secret HTTP/1.1`],
    ['an encoded line end', 'GET /mock/models%0d%0aX-Evil:%201 HTTP/1.1'],
    ['a NUL', 'GET /mock/models%00 HTTP/1.1'],
    ['an asterisk', 'OPTIONS * HTTP/1.1'],
    ['no method that is known', 'EVIL /mock/models HTTP/1.1'],
    ['no HTTP at all', '\u0016\u0003\u0001'],
  ])('%s', async (_, line) => {
    const { upstream, endpoint } = await start();
    const text = await sendRaw(endpoint.port, `${line}\r\nHost: 127.0.0.1:${endpoint.port}\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.received).toEqual([]);
  });

  it.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['an unknown transfer coding', 'Transfer-Encoding: chunked, identity'],
    ['a folded header', 'X-A: 1\r\n  folded'],
    ['a bare line feed', 'X-A: 1\nX-B: 2'],
    ['a space before the colon', 'X-A : 1'],
    ['two Hosts', 'Host: evil.example'],
  ])('a smuggled request: %s', async (_, header) => {
    const { upstream, endpoint } = await start();
    const text = await sendRaw(
      endpoint.port,
      `POST ${CHAT} HTTP/1.1\r\nHost: 127.0.0.1:${endpoint.port}\r\nConnection: close\r\n${header}\r\n\r\nhello`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(upstream.received).toEqual([]);
  });

  it('a request without a Host, and one over HTTP/1.0', async () => {
    const { endpoint } = await start();
    expect(await sendRaw(endpoint.port, 'GET /-/health HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(endpoint.port, 'GET /-/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a transfer coding beside chunked: what goes on would be something else', async () => {
    const { endpoint, upstream } = await start();
    const text = await sendRaw(
      endpoint.port,
      `POST /mock/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:${endpoint.port}\r\nTransfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 501 /);
    expect(upstream.received).toHaveLength(0);
  });

  it('oversized headers: 431', async () => {
    const { upstream, endpoint } = await start();
    const text = await sendRaw(
      endpoint.port,
      `GET /mock/models HTTP/1.1\r\nHost: 127.0.0.1:${endpoint.port}\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(upstream.received).toEqual([]);
  });

  it('a CONNECT: this is no proxy', async () => {
    const { endpoint } = await start();
    const text = await sendRaw(endpoint.port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n');
    expect(text).not.toContain('200');
  });

  it('an upstream that is not configured, in the shape that the client reads, with what may be meant', async () => {
    const { endpoint } = await start();
    const openAi = await endpoint.ask('/mokc/v1/chat/completions', { method: 'POST', body: question });
    expect(openAi).toMatchObject({ status: 404, headers: { 'x-should-retry': 'false' } });
    expect(JSON.parse(openAi.text)).toMatchObject({
      error: { type: 'not_found_error', message: expect.stringContaining('Is "mock" meant?') },
    });
    const anthropic = await endpoint.ask('/antropic/v1/messages', { method: 'POST', body: question });
    expect(JSON.parse(anthropic.text)).toMatchObject({
      type: 'error',
      error: { type: 'not_found_error', message: expect.stringContaining('Is "anthropic" meant?') },
    });
  });
});

describe('the token', () => {
  it.each([
    ['authorization', 'Bearer TOKEN'],
    ['authorization', 'bearer TOKEN'],
    ['x-api-key', 'TOKEN'],
    ['api-key', 'TOKEN'],
    ['x-goog-api-key', 'TOKEN'],
    ['x-unwrap-token', 'TOKEN'],
  ])('as %s: %s brings the stored key, and goes no further', async (name, value) => {
    const { upstream, endpoint } = await start(true);
    const headers = { [name]: value.replace('TOKEN', endpoint.token) };
    expect((await endpoint.ask(CHAT, { method: 'POST', headers, body: question })).status).toBe(200);
    expect(upstream.received[0]?.headers.authorization).toBe('Bearer stored-key');
    expect(upstream.received[0]?.rawHeaders.join('\n')).not.toContain(endpoint.token);
  });

  it('in the address brings the stored key too, for a tool whose base URL is all that can be set', async () => {
    const { upstream, endpoint } = await start(true);
    const headers = { authorization: 'Bearer placeholder' };
    const { status } = await endpoint.ask(`/~${endpoint.token}${CHAT}`, { method: 'POST', headers, body: question });
    expect(status).toBe(200);
    expect(upstream.received[0]).toMatchObject({
      url: '/api/v1/chat/completions',
      headers: { authorization: 'Bearer stored-key' },
    });
    const exchanges = (await endpoint.askAdmin('/-/exchanges')).text;
    expect(exchanges).toContain('/chat/completions');
    expect(exchanges).not.toContain(endpoint.token);
    expect(exchanges).not.toContain('stored-key');
  });

  it('that is wrong brings nothing', async () => {
    const { upstream, endpoint } = await start(true);
    const wrong = endpoint.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await endpoint.ask(`/~${wrong}${CHAT}`, { method: 'POST', body: question })).status).toBe(401);
    expect(upstream.received).toEqual([]);
    await endpoint.ask(CHAT, { method: 'POST', headers: { authorization: `Bearer ${wrong}` }, body: question });
    expect(upstream.received[0]?.headers.authorization).toBe(`Bearer ${wrong}`);
  });

  it('is what a stored key is added for: without it none goes out', async () => {
    const { upstream, endpoint } = await start(true);
    await endpoint.ask(CHAT, { method: 'POST', body: question });
    expect(upstream.received[0]?.headers.authorization).toBeUndefined();
  });

  it.each(['/-/metrics', '/-/exchanges', '/-/events', '/-/config', '/-/leases', '/-/nothing'])(
    'is needed for %s',
    async (target) => {
      const { endpoint } = await start();
      for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: '' }]) {
        expect((await endpoint.ask(target, { headers })).status).toBe(401);
      }
    },
  );
});

it('A thousand parallel requests reach the upstream eight at a time, and those the queue cannot hold are told when to come back', async () => {
  let active = 0;
  let most = 0;
  let isOpen = false;
  const gate = new EventEmitter();
  const upstream = await startUpstream(async (_, response) => {
    most = Math.max(most, ++active);
    if (!isOpen) await once(gate, 'open');
    active--;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
  });
  afterTest(upstream.close);
  const mock = { baseUrl: upstream.url };
  const endpoint = await startEndpoint({ upstreams: { mock }, concurrency: { perUpstream: 8, queue: 500 } });
  const refused: Answer[] = [];
  const all = Array.from({ length: 1_000 }, async () => {
    const answered = await endpoint.ask(CHAT, { method: 'POST', body: question });
    if (answered.status !== 200) refused.push(answered);
  });
  await until(() => refused.length === 492);
  isOpen = true;
  gate.emit('open');
  await Promise.all(all);
  expect(most).toBe(8);
  expect(upstream.received).toHaveLength(508);
  expect(refused).toHaveLength(492);
  for (const { status, headers, text } of refused) {
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(text)).toHaveProperty('error.message');
  }
}, 30_000);
