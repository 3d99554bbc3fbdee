import { createServer as createPlainServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenLocally } from '../listenLocally.js';
import { parseProxy, proxyFor, type ProxySettings } from '../../src/endpoint/proxy.js';
import { answer, completion, startUpstream } from './scriptedUpstream.js';
import { afterTest, startEndpoint } from './startEndpoint.js';
import { startTlsUpstream } from './startTlsUpstream.js';

const question = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };

function settings(env: ProxySettings['env'], more: Partial<ProxySettings> = {}): ProxySettings {
  return { proxy: null, bypass: null, env, ...more };
}

describe('the proxy', () => {
  const both = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2' };
  it.each([
    ['https://api.openai.com', settings(both), 'http://secure:1/'],
    ['http://api.example', settings(both), 'http://plain:2/'],
    ['https://api.openai.com', settings({ HTTP_PROXY: 'plain:2' }), 'http://plain:2/'],
    ['http://api.example', settings({ HTTPS_PROXY: 'http://secure:1' }), null],
    ['https://api.openai.com', settings({ ...both, https_proxy: 'http://lower:3' }), 'http://lower:3/'],
    ['https://api.openai.com', settings(both, { proxy: 'http://named:4' }), 'http://named:4/'],
    ['https://api.openai.com', settings({}), null],
    ['https://api.openai.com', settings({ HTTPS_PROXY: '' }), null],
    ['https://api.openai.com', settings({ ...both, NO_PROXY: 'example.com, openai.com' }), null],
    ['https://api.openai.com', settings({ ...both, NO_PROXY: '*.openai.com' }), null],
    ['https://api.openai.com', settings({ ...both, NO_PROXY: '.openai.com:443' }), null],
    ['https://api.openai.com', settings({ ...both, NO_PROXY: 'openai.com:8443' }), 'http://secure:1/'],
    ['https://notopenai.com', settings({ ...both, NO_PROXY: 'openai.com' }), 'http://secure:1/'],
    ['https://api.openai.com', settings({ ...both, NO_PROXY: '*' }), null],
    ['https://api.openai.com', settings(both, { bypass: 'api.openai.com' }), null],
    ['http://localhost:11434', settings(both), null],
    ['http://127.0.0.1:11434', settings(both, { proxy: 'http://named:4' }), null],
    ['http://[::1]:11434', settings(both), null],
  ])('for %s with %j is %s', (origin, given, expected) => {
    expect(proxyFor(origin, given)?.href ?? null).toBe(expected);
  });

  it('whose address cannot be used is not repeated: it may hold a password', () => {
    expect(() => parseProxy('ftp://user:secret@host')).toThrow('not by "ftp"');
    expect(() => parseProxy('http://user:secret@:::')).toThrow(/^(?!.*secret)/);
  });

  it('carries the requests to an upstream elsewhere', async () => {
    const upstream = await startUpstream(answer(200, completion));
    afterTest(upstream.close);
    const asked: (string | undefined)[] = [];
    const proxy = createPlainServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url, request.headers['proxy-authorization']);
      const through = connect(Number(new URL(upstream.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      for (const end of [socket, through]) end.on('error', () => undefined);
    });
    const port = await listenLocally(proxy);
    afterTest(() => void proxy.close());
    const endpoint = await startEndpoint(
      { upstreams: { far: { baseUrl: 'http://provider.example/v1' } } },
      { env: {}, network: { ...settings({ HTTP_PROXY: `http://ada:pass@127.0.0.1:${port}` }), strictSsl: true } },
    );
    const answered = await endpoint.ask('/far/chat/completions', { method: 'POST', body: question });
    expect(answered).toMatchObject({ status: 200, text: JSON.stringify(completion) });
    expect(asked).toEqual(['provider.example:80', `Basic ${btoa('ada:pass')}`]);
    expect(upstream.received[0]).toMatchObject({ url: '/v1/chat/completions', headers: { host: 'provider.example' } });
  });
});

describe('a proxy that refuses to connect', () => {
  it.each([403, 407])('with %i is the network, not the provider', async (status) => {
    const proxy = createPlainServer();
    proxy.on('connect', (_, socket) => {
      socket.on('error', () => undefined);
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
    });
    const port = await listenLocally(proxy);
    afterTest(() => void proxy.close());
    const endpoint = await startEndpoint(
      { upstreams: { far: { baseUrl: 'http://provider.example/v1' } }, retry: { attempts: 1 } },
      { env: {}, network: { ...settings({ HTTP_PROXY: `http://127.0.0.1:${port}` }), strictSsl: true } },
    );
    const answered = await endpoint.ask('/far/chat/completions', { method: 'POST', body: question });
    expect(answered.status).toBe(502);
    expect(answered.text).toContain('Refused by: the network.');
    expect(answered.text).toContain(String(status));
    const [exchange] = JSON.parse((await endpoint.askAdmin('/-/exchanges')).text).exchanges;
    expect(exchange.attempts[0].diagnosis).toMatchObject({ category: 'network', origin: 'network' });
  });
});

/** Behind the certificate. */
async function startBehindTls(strictSsl: boolean) {
  return startEndpoint(
    { upstreams: { own: { baseUrl: await startTlsUpstream() } }, retry: { attempts: 1 } },
    { network: { ...settings({}), strictSsl } },
  );
}

describe('a certificate that nobody vouches for', () => {
  it('ends the connection, and the answer says that it is the certificate', async () => {
    const endpoint = await startBehindTls(true);
    const { status, text } = await endpoint.ask('/own/chat/completions', { method: 'POST', body: question });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toMatch(/certificate/i);
    const [exchange] = JSON.parse((await endpoint.askAdmin('/-/exchanges')).text).exchanges;
    expect(exchange.attempts[0].diagnosis).toMatchObject({ category: 'network', origin: 'network' });
  });

  it('is believed where the person says so', async () => {
    const endpoint = await startBehindTls(false);
    expect((await endpoint.ask('/own/chat/completions', { method: 'POST', body: question })).status).toBe(200);
  });
});
