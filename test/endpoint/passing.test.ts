/** What goes on, what does not, and what passes through untouched. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatAnswer, reset, type Step } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const body = JSON.stringify({ model: 'alpha-1', messages: [] });
const chat = '/v1/chat/completions';
const refused = answer(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } });

const page = (status: number): Step => answer(status, '<h1>no such thing</h1>', { 'x-own': 'yes' });

/** Sends a request as it stands, and gives the answer as it stands. */
async function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(text);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  await once(socket, 'close');
  return received;
}

/** Two upstreams with stored keys, of which the first refuses. */
async function startKeyed() {
  const alpha = await upstreamOf(refused);
  const beta = await upstreamOf(answer(200, chatAnswer));
  const chain = [{ upstream: '*' }, { upstream: 'beta' }];
  const endpoint = await forwarderOf(
    [upstream('alpha', alpha.url, { key: 'sk-alpha' }), upstream('beta', beta.url, { key: 'sk-beta' })],
    { routes: [{ match: '*', chain }] },
    { token: 'token-7' },
  );
  return { alpha, beta, endpoint };
}

describe('headers', () => {
  it('of the hop end here, both ways, and so do those that Connection names', async () => {
    const alpha = await upstreamOf((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        connection: 'keep-alive, x-hop-back',
        'keep-alive': 'timeout=99',
        'proxy-authenticate': 'Basic',
        'x-hop-back': '1',
        'x-end-back': '2',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(JSON.stringify(chatAnswer));
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const received = await sendRaw(
      endpoint.url,
      `POST /alpha${chat} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nProxy-Authorization: Basic abc\r\nUpgrade: h2c\r\nX-End: 2\r\nExpect: 100-continue\r\nAccept-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const headers = alpha.received[0]?.headers ?? {};
    expect(headers).toMatchObject({ 'x-end': '2', host: new URL(alpha.url).host, 'accept-encoding': 'identity' });
    for (const name of ['x-hop', 'te', 'proxy-authorization', 'upgrade', 'expect']) expect(headers).not.toHaveProperty(name);
    expect(received).toMatch(/x-end-back: 2\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n/i);
    expect(received).not.toMatch(/x-hop-back|timeout=99|proxy-authenticate/i);
  });

  it('that an upstream should not send do not break the answer in two', async () => {
    const alpha = await upstreamOf((_, response) => {
      response.socket?.end(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Odd: caf\xe9\r\nContent-Length: 2\r\n\r\n{}`,
        'latin1',
      );
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    expect(await (await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body })).text()).toBe('{}');
  });
});

describe('keys', () => {
  const credentials = {
    authorization: 'Bearer sk-tool',
    'x-api-key': 'sk-tool',
    'api-key': 'sk-tool',
    'x-goog-api-key': 'sk-tool',
    cookie: 'sk-tool',
    'x-portkey-api-key': 'sk-tool',
  };

  it('of a tool go to the upstream of its address, and to no other', async () => {
    const alpha = await upstreamOf(refused);
    const beta = await upstreamOf(answer(200, chatAnswer));
    const chain = [{ upstream: '*' }, { upstream: 'beta' }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      routes: [{ match: '*', chain }],
    });
    const response = await fetch(`${endpoint.url}/alpha${chat}?key=sk-tool`, { method: 'POST', body, headers: credentials });
    expect(response.status).toBe(200);
    expect(alpha.received[0]?.headers).toMatchObject(credentials);
    expect(JSON.stringify(beta.received)).not.toContain('sk-tool');
  });

  it('that are stored are added for who bears the token, which goes nowhere', async () => {
    const { alpha, beta, endpoint } = await startKeyed();
    const headers = { authorization: 'Bearer token-7' };
    expect((await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body, headers })).status).toBe(200);
    expect(alpha.received[0]?.headers.authorization).toBe('Bearer sk-alpha');
    expect(beta.received[0]?.headers.authorization).toBe('Bearer sk-beta');
    expect(JSON.stringify([alpha.received, beta.received])).not.toContain('token-7');
  });

  it('that are stored are not added for anybody else', async () => {
    const { alpha, beta, endpoint } = await startKeyed();
    const headers = { authorization: 'Bearer sk-tool' };
    expect((await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body, headers })).status).toBe(401);
    expect(alpha.received[0]?.headers.authorization).toBe('Bearer sk-tool');
    expect(beta.received).toHaveLength(0);
  });

  it.each([chat, '/v1/models'])('never follow a redirect, and neither does the client, on %s', async (path) => {
    const beta = await upstreamOf(answer(200, chatAnswer));
    const alpha = await upstreamOf((_, response) => {
      response.writeHead(307, { location: `${beta.url}/v1/chat/completions` });
      response.end();
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await fetch(`${endpoint.url}/alpha${path}`, {
      method: path === chat ? 'POST' : 'GET',
      headers: credentials,
      ...(path === chat ? { body } : {}),
    });
    expect(response.status).toBe(502);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('which is not followed');
    expect(beta.received).toHaveLength(0);
  });
});

describe('what is no model call', () => {
  it('passes through untouched, there and back', async () => {
    const alpha = await upstreamOf(answer(200, { data: [{ id: 'alpha-1' }] }), page(404), page(503));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const models = await fetch(`${endpoint.url}/alpha/v1/models?limit=2`, {
      headers: { authorization: 'Bearer sk-tool', 'accept-encoding': 'br' },
    });
    expect(await models.json()).toEqual({ data: [{ id: 'alpha-1' }] });
    expect(alpha.received[0]).toMatchObject({ method: 'GET', url: '/v1/models?limit=2' });
    expect(alpha.received[0]?.headers['accept-encoding']).toBe('br');
    for (const status of [404, 503]) {
      const missing = await fetch(`${endpoint.url}/alpha/v1/files/7`, { method: 'DELETE' });
      expect(missing.status).toBe(status);
      expect(await missing.text()).toBe('<h1>no such thing</h1>');
    }
    expect(alpha.received).toHaveLength(3);
    await endpoint.nextExchange();
    await endpoint.nextExchange();
    expect(await endpoint.nextExchange()).toMatchObject({
      outcome: 'failed',
      status: 503,
      attempts: [{ text: '<h1>no such thing</h1>' }],
    });
  });

  it('comes back whole where it is nothing new: such an answer tells a length, and has no body', async () => {
    const alpha = await upstreamOf((_, response) => {
      response.socket?.write('HTTP/1.1 304 Not Modified\r\nETag: "7"\r\nContent-Length: 99\r\n\r\n');
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const received = await sendRaw(endpoint.url, 'GET /alpha/v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(received).toMatch(/^HTTP\/1\.1 304 Not Modified\r\nETag: "7"\r\n/);
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'answered', status: 304 });
  });

  it('is streamed both ways, whatever its length', async () => {
    const alpha = await upstreamOf((request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.end(request.body);
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const long = 'abcdefgh'.repeat(500_000);
    const response = await fetch(`${endpoint.url}/alpha/v1/files`, { method: 'POST', body: long });
    expect((await response.text()) === long).toBe(true);
  });
});

describe('a body that is too long to be held', () => {
  const long = JSON.stringify({ model: 'alpha-1', messages: [{ role: 'user', content: 'x'.repeat(300_000) }] });

  it('is sent as it comes, once', async () => {
    const alpha = await upstreamOf(
      (request, response) => answer(200, { ...chatAnswer, id: String(request.body.length) })(request, response),
      refused,
    );
    const beta = await upstreamOf(answer(200, chatAnswer));
    const chain = [{ upstream: '*' }, { upstream: 'beta' }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      holdBytes: 100_000,
      routes: [{ match: '*', chain }],
    });
    const first = await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body: long });
    expect(await first.json()).toMatchObject({ id: String(long.length) });
    expect(alpha.received[0]?.body === long).toBe(true);
    expect(alpha.received[0]?.headers['content-length']).toBe(String(long.length));
    const second = await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body: long });
    expect(second.status).toBe(401);
    expect(beta.received).toHaveLength(0);
  });

  it('has its model replaced where that has come', async () => {
    const alpha = await upstreamOf(answer(200, chatAnswer));
    const chain = [{ upstream: '*', model: 'alpha-nine' }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { holdBytes: 100_000, routes: [{ match: '*', chain }] });
    expect((await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body: long })).status).toBe(200);
    expect(alpha.received[0]?.body === long.replace('alpha-1', 'alpha-nine')).toBe(true);
  });

  it('does not take the connection with it where the upstream breaks', async () => {
    const alpha = await upstreamOf(reset);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { holdBytes: 100_000 });
    const response = await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body: long });
    expect(response.status).toBe(502);
    expect(alpha.received).toHaveLength(1);
  });
});

it('serves embeddings and count_tokens like any call that is no stream', async () => {
  const alpha = await upstreamOf(
    answer(503, { error: { message: 'Overloaded' } }),
    answer(200, { object: 'list', data: [{ embedding: [0.1, 0.2] }] }),
    answer(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    answer(200, { input_tokens: 12 }),
  );
  const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
  const embeddings = await fetch(`${endpoint.url}/alpha/v1/embeddings`, { method: 'POST', body });
  expect(await embeddings.json()).toMatchObject({ data: [{ embedding: [0.1, 0.2] }] });
  const count = await fetch(`${endpoint.url}/alpha/v1/messages/count_tokens?beta=true`, { method: 'POST', body });
  expect(await count.json()).toEqual({ input_tokens: 12 });
});

it('holds further requests back where a limit is spent', async () => {
  const held: number[] = [];
  const alpha = await upstreamOf(answer(200, chatAnswer, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }));
  const endpoint = await forwarderOf(
    [upstream('alpha', alpha.url)],
    {},
    {
      pacing: {
        tryEnter: () => () => {},
        enter: () => Promise.resolve(() => {}),
        holdUntil: (_, at) => held.push(at - Date.now()),
      },
    },
  );
  await fetch(`${endpoint.url}/alpha${chat}`, { method: 'POST', body });
  expect(held).toHaveLength(1);
  expect(held[0]).toBeGreaterThan(2500);
  expect(held[0]).toBeLessThan(3100);
});
