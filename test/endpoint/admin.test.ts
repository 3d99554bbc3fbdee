import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { prove } from '../../src/endpoint/token.js';
import { answer, completion, startUpstream, type ScriptedUpstream } from './scriptedUpstream.js';
import { afterTest, startEndpoint, until, type Started } from './startEndpoint.js';

const question = { model: 'acme/large', messages: [{ role: 'user', content: 'the secret plan' }] };
const overloaded = { error: { message: 'Overloaded, key sk-or-v1-0123456789abcdef0123456789abcdef was used', code: 503 } };

async function start(): Promise<{ upstream: ScriptedUpstream; endpoint: Started }> {
  const upstream = await startUpstream(answer(200, completion));
  afterTest(upstream.close);
  const endpoint = await startEndpoint(
    {
      upstreams: { mock: { baseUrl: upstream.url, key: { env: 'MOCK_KEY' } } },
      retry: { attempts: 2, baseMs: 1, capMs: 1 },
    },
    { env: { MOCK_KEY: 'stored-key' } },
  );
  return { upstream, endpoint };
}

function chat(endpoint: Started, body: unknown = question) {
  return endpoint.ask('/mock/chat/completions', { method: 'POST', body });
}

describe('/-/health', () => {
  it('needs no token, and tells no more than who serves', async () => {
    const { endpoint } = await start();
    const { status, text } = await endpoint.ask('/-/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ name: 'unwrap', version: '9.9.9', pid: process.pid, status: 'serving', proof: null });
  });

  it('proves that it has the token without showing it', async () => {
    const { endpoint } = await start();
    const { text } = await endpoint.ask('/-/health?challenge=00112233445566778899');
    expect(JSON.parse(text)).toMatchObject({ proof: prove(endpoint.token, '00112233445566778899') });
    expect(text).not.toContain(endpoint.token);
  });

  it('takes no other method', async () => {
    const { endpoint } = await start();
    expect((await endpoint.ask('/-/health', { method: 'POST', body: {} })).status).toBe(405);
  });
});

describe('/-/metrics', () => {
  it('counts requests, attempts, recoveries and failures in Prometheus’ text', async () => {
    const { upstream, endpoint } = await start();
    upstream.script(answer(503, overloaded), answer(200, completion));
    expect((await chat(endpoint)).status).toBe(200);
    upstream.script(answer(400, { error: { message: 'bad', type: 'invalid_request_error' } }));
    expect((await chat(endpoint)).status).toBe(400);
    const { headers, text } = await endpoint.askAdmin('/-/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'unwrap_requests_total{upstream="mock",outcome="recovered"} 1',
      'unwrap_requests_total{upstream="mock",outcome="failed"} 1',
      'unwrap_attempts_total{upstream="mock",model="acme/large",result="answered"} 1',
      'unwrap_attempts_total{upstream="mock",model="acme/large",result="failed"} 2',
      'unwrap_recoveries_total{upstream="mock",model="acme/large"} 1',
      'unwrap_failures_total{category="overloaded",upstream="mock",model="acme/large"} 1',
      'unwrap_failures_total{category="invalid_request",upstream="mock",model="acme/large"} 1',
      'unwrap_request_duration_seconds_count{outcome="recovered"} 1',
      'unwrap_attempt_duration_seconds_count{upstream="mock"} 3',
      'unwrap_queue_length{upstream="mock"} 0',
      'unwrap_active_requests{upstream="mock"} 0',
      'unwrap_recovered_today 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('shows breakers that are open', async () => {
    const { upstream, endpoint } = await start();
    upstream.script(answer(503, overloaded));
    for (let time = 0; time < 3; time++)
      await chat(endpoint, { ...question, messages: [{ role: 'user', content: `question ${time}` }] });
    expect((await endpoint.askAdmin('/-/metrics')).text).toContain(
      'unwrap_breakers{upstream="mock",model="acme/large",state="open"} 1',
    );
  });

  it('tells a bounded number of models apart, whatever clients ask for', async () => {
    const { endpoint } = await start();
    for (let model = 0; model < 230; model++) await chat(endpoint, { ...question, model: `m${model}` });
    const { text } = await endpoint.askAdmin('/-/metrics');
    const models = new Set([...text.matchAll(/^unwrap_attempts_total\{.*model="([^"]*)"/gm)].map(([, model]) => model));
    expect(models.size).toBe(201);
    expect(text).toContain('unwrap_attempts_total{upstream="mock",model="other",result="answered"} 30');
  }, 20_000);
});

describe('/-/exchanges', () => {
  it('tells what happened with the whole diagnosis, and neither prompts nor keys', async () => {
    const { upstream, endpoint } = await start();
    upstream.script(answer(503, overloaded), answer(200, completion));
    await chat(endpoint);
    const { text } = await endpoint.askAdmin('/-/exchanges');
    expect(JSON.parse(text)).toMatchObject({
      exchanges: [
        {
          path: '/chat/completions',
          model: 'acme/large',
          outcome: 'recovered',
          status: 200,
          attempts: [
            { upstream: 'mock', status: 503, diagnosis: { category: 'overloaded' } },
            { status: 200, diagnosis: null },
          ],
        },
      ],
    });
    for (const secret of ['secret plan', 'sk-or-v1', 'stored-key']) expect(text).not.toContain(secret);
  });

  it('remembers the latest two hundred', async () => {
    const { endpoint } = await start();
    for (let time = 0; time < 205; time++) await chat(endpoint);
    expect(JSON.parse((await endpoint.askAdmin('/-/exchanges')).text).exchanges).toHaveLength(200);
  }, 20_000);
});

describe('/-/events', () => {
  it('streams each exchange as it ends', async () => {
    const { upstream, endpoint } = await start();
    let text = '';
    const asked = request(
      { host: '127.0.0.1', port: endpoint.port, path: '/-/events', headers: { authorization: `Bearer ${endpoint.token}` } },
      (stream) => stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)),
    );
    afterTest(() => void asked.destroy());
    asked.on('error', () => undefined).end();
    await until(() => text.includes('event: hello'));
    upstream.script(answer(503, overloaded), answer(200, completion));
    await chat(endpoint);
    await until(() => text.includes('event: recovered'));
    expect(text).toMatch(
      /event: exchange\ndata: \{.*"outcome":"recovered".*\}\n\nevent: recovered\ndata: \{"recoveredToday":1\}\n\n$/,
    );
  });

  it('lets go of a reader that has left', async () => {
    const { endpoint } = await start();
    const readers = Array.from({ length: 70 }, () =>
      request({
        host: '127.0.0.1',
        port: endpoint.port,
        path: '/-/events',
        headers: { authorization: `Bearer ${endpoint.token}` },
      }),
    );
    const statuses: (number | undefined)[] = [];
    for (const reader of readers) {
      reader.on('error', () => undefined);
      reader.on('response', ({ statusCode }) => statuses.push(statusCode));
      reader.end();
    }
    await until(() => statuses.length === 70);
    expect(statuses.filter((status) => status === 200)).toHaveLength(64);
    for (const reader of readers) reader.destroy();
    let status: number | undefined;
    await until(() => {
      const again = request(
        { host: '127.0.0.1', port: endpoint.port, path: '/-/events', headers: { authorization: `Bearer ${endpoint.token}` } },
        ({ statusCode }) => {
          status = statusCode;
          again.destroy();
        },
      );
      again.on('error', () => undefined).end();
      return status === 200;
    });
  });
});

describe('/-/config', () => {
  it('shows what is in force, never a key', async () => {
    const { endpoint } = await start();
    const { text } = await endpoint.askAdmin('/-/config');
    expect(JSON.parse(text)).toMatchObject({ file: 'endpoint.jsonc', retry: { attempts: 2 }, routes: [], refusal: null });
    expect(JSON.parse(text).upstreams).toContainEqual(expect.objectContaining({ name: 'mock', hasKey: true }));
    expect(text).not.toContain('stored-key');
  });

  it('takes routes while it serves, writes them into the file and keeps what a person wrote there', async () => {
    const { endpoint } = await start();
    const written =
      '{\n  // mine\n  "explain": false,\n  "routes": [\n    // all of them\n    { "match": "*", "chain": [{ "upstream": "*" }] },\n  ],\n}\n';
    writeFileSync(endpoint.configFile, written);
    const route = { match: 'acme/*', chain: [{ upstream: '*' }, { upstream: 'openai', model: 'gpt-5' }] };
    const put = await endpoint.askAdmin('/-/config/routes', { method: 'PUT', body: route });
    expect(put.status).toBe(200);
    expect(JSON.parse(put.text)).toEqual({ routes: [route, { match: '*', chain: [{ upstream: '*' }] }] });
    const text = readFileSync(endpoint.configFile, 'utf8');
    expect(text).toContain('  // mine\n  "explain": false,');
    expect(text).toContain('// all of them');
    const changed = { ...route, chain: [{ upstream: 'anthropic' }] };
    await endpoint.askAdmin('/-/config/routes', { method: 'PUT', body: changed });
    expect(JSON.parse((await endpoint.askAdmin('/-/config')).text).routes[0]).toEqual(changed);
    const deleted = await endpoint.askAdmin('/-/config/routes?match=acme%2F*', { method: 'DELETE' });
    expect(JSON.parse(deleted.text)).toEqual({ routes: [{ match: '*', chain: [{ upstream: '*' }] }] });
    expect(readFileSync(endpoint.configFile, 'utf8')).toContain('// all of them');
    expect((await endpoint.askAdmin('/-/config/routes?match=acme%2F*', { method: 'DELETE' })).status).toBe(404);
  });

  it('sends the next request where a new route says', async () => {
    const { upstream, endpoint } = await start();
    const body = { match: 'acme/large', chain: [{ upstream: '*', model: 'acme/small' }] };
    await endpoint.askAdmin('/-/config/routes', { method: 'PUT', body });
    await chat(endpoint);
    expect(JSON.parse(upstream.received[0]?.body ?? '')).toMatchObject({ model: 'acme/small' });
  });

  it.each([
    [{ match: 'a', chain: [] }, 400],
    [{ match: 'a', chain: [{ upstream: 'nowhere' }] }, 409],
    ['not json', 400],
    [`"${'x'.repeat(70_000)}"`, 400],
  ])('refuses a route that cannot be: %j', async (body, status) => {
    const { endpoint } = await start();
    const before = readFileSync(endpoint.configFile, 'utf8');
    const refused = await endpoint.askAdmin('/-/config/routes', { method: 'PUT', body });
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.text)).toHaveProperty('error.message');
    expect(readFileSync(endpoint.configFile, 'utf8')).toBe(before);
  });
});

describe('the configuration file, edited while it serves', () => {
  it('is applied when it is valid, and refused with the reason when it is not', async () => {
    const { upstream, endpoint } = await start();
    const upstreams = { mock: { baseUrl: upstream.url } };
    writeFileSync(
      endpoint.configFile,
      JSON.stringify({ upstreams, routes: [{ match: 'acme/*', chain: [{ upstream: '*', model: 'b' }] }] }),
    );
    await until(() => endpoint.said.includes('applied'));
    await chat(endpoint);
    expect(JSON.parse(upstream.received[0]?.body ?? '')).toMatchObject({ model: 'b' });

    writeFileSync(endpoint.configFile, '{\n  "retry": { "attempts": "many" }\n}');
    await until(() => endpoint.said.length > 1);
    expect(endpoint.said[1]).toBe('refused endpoint.jsonc:2:14: retry.attempts: must be a number, and is another text');
    expect(JSON.parse((await endpoint.askAdmin('/-/config')).text)).toMatchObject({
      routes: [{ match: 'acme/*' }],
      refusal: expect.stringContaining('retry.attempts'),
    });
    await chat(endpoint);
    expect(JSON.parse(upstream.received[1]?.body ?? '')).toMatchObject({ model: 'b' });
    expect(
      (await endpoint.askAdmin('/-/config/routes', { method: 'PUT', body: { match: 'a', chain: [{ upstream: '*' }] } })).status,
    ).toBe(409);

    writeFileSync(endpoint.configFile, JSON.stringify({ upstreams }));
    await until(() => endpoint.said.length > 2);
    expect(endpoint.said[2]).toBe('applied');
    expect(JSON.parse((await endpoint.askAdmin('/-/config')).text)).toMatchObject({ routes: [], refusal: null });
  }, 20_000);
});

describe('leases', () => {
  it('keep the process while a window holds one, and it lingers after the last', async () => {
    const endpoint = await startEndpoint({}, { lingerMs: 1_200 });
    const taken = await endpoint.askAdmin('/-/leases', { method: 'POST', body: { pid: process.pid, ttlMs: 600_000 } });
    expect(taken.status).toBe(201);
    const { id } = JSON.parse(taken.text);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(endpoint.said).not.toContain('unneeded');
    expect((await endpoint.askAdmin(`/-/leases/${id}`, { method: 'PUT' })).status).toBe(200);
    await endpoint.askAdmin(`/-/leases/${id}`, { method: 'DELETE' });
    expect((await endpoint.askAdmin(`/-/leases/${id}`, { method: 'PUT' })).status).toBe(404);
    await until(() => endpoint.said.includes('unneeded'));
  }, 20_000);

  it('end with the process that took them', async () => {
    const endpoint = await startEndpoint({}, { lingerMs: 1_200 });
    // No process has a number as large.
    const taken = await endpoint.askAdmin('/-/leases', { method: 'POST', body: { pid: 2 ** 30, ttlMs: 600_000 } });
    expect(taken.status).toBe(201);
    await until(() => endpoint.said.includes('unneeded'));
  }, 20_000);

  it('that are asked for too late do not say again that nobody needs the process: a second time would end it at once', async () => {
    const endpoint = await startEndpoint({}, { lingerMs: 0 });
    await until(() => endpoint.said.includes('unneeded'));
    await endpoint.askAdmin('/-/leases', { method: 'POST', body: { pid: process.pid } });
    expect(endpoint.said).toEqual(['unneeded']);
  }, 20_000);
});
