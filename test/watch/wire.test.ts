import { createServer } from 'node:net';
import { channel } from 'node:diagnostics_channel';
import { setTimeout as rest } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Agent, fetch as packageFetch } from 'undici';
import { sayInEnglish } from '../../src/cli/sayText.js';
import { listenLocally } from '../listenLocally.js';
import { tapWire } from '../../src/watch/wire.js';
import { HostTable } from '../../src/watch/wire/hostTable.js';
import { clients, type Client } from './wire/clients.js';
import { startFaultyServer, type FaultyServer } from './wire/faultyServer.js';
import { openWireLab, type WireLab } from './wire/wireLab.js';

const CONTENT = 'data: {"choices":[{"delta":{"content":"It fails with error 429: rate limit exceeded"}}]}\n\n';

const serve = async (response: ServerResponse, path: string): Promise<void> => {
  if (path.startsWith('/refused')) {
    response.writeHead(429, { 'content-type': 'application/json' }).end('{"error":{"message":"Rate limit exceeded"}}');
  } else if (path.startsWith('/stream')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let event = 0; event < 5; event += 1) {
      response.write(CONTENT);
      await rest(2);
    }
    response.end('data: {"error":{"message":"Rate limit exceeded"}}\n\ndata: [DONE]\n\n');
  } else if (path.startsWith('/moved')) {
    response.writeHead(307, { location: '/refused/v1/chat/completions' }).end();
  } else if (path.startsWith('/endpoint')) {
    response.writeHead(429, { 'x-unwrap-id': 'ex-1' }).end('{"error":{"message":"Rate limit exceeded"}}');
  } else if (path.startsWith('/half')) {
    response.writeHead(429, { 'content-type': 'application/json' }).write('{"error":');
  } else if (path.startsWith('/missing')) {
    response.writeHead(404).end('Not Found');
  } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"error":null,"choices":[]}');
};

let server: FaultyServer;
let lab: WireLab;

beforeEach(async () => {
  server = await startFaultyServer(serve);
  lab = openWireLab([{ id: 'openai', hosts: [`127.0.0.1:${server.port}`, `[::1]:${server.port}`] }]);
});

afterEach(async () => {
  lab.wire.dispose();
  await server.close();
});

/** A port where nobody listens. */
async function findClosedPort(): Promise<number> {
  const listener = createServer();
  const port = await listenLocally(listener);
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

const each = Object.entries(clients) as readonly (readonly [string, Client])[];

describe('ordinary traffic', () => {
  it.each(each)('by %s is no sighting', async (_, call) => {
    await call({ url: `${server.origin}/fine/v1/chat/completions` });
    // A successful answer is not read beyond its first event.
    await call({ url: `${server.origin}/stream/v1/responses` });
    // Neither is what is no call of a model, on whatever host.
    await call({ url: `${server.origin}/refused/api/telemetry` });
    await call({ url: `${server.origin}/refused/v1/chat/completions`, method: 'GET' });
    // Of what fails at Unwrap's own endpoint, that tells itself.
    await call({ url: `${server.origin}/endpoint/v1/chat/completions` });
    // A server that has no list of models has not failed.
    await call({ url: `${server.origin}/missing/v1/models`, method: 'GET' });
    expect(await lab.settle(0)).toEqual([]);
    expect(lab.problems).toEqual([]);
  });

  it.each(each)('by %s with a host that nobody named is no sighting', async (_, call) => {
    const other = await startFaultyServer(serve);
    await call({ url: `${other.origin}/refused/v1/chat/completions` });
    expect(await lab.settle(0)).toEqual([]);
    await other.close();
  });

  it('on a host that a tool’s settings name is seen as soon as it is named', async () => {
    const other = await startFaultyServer(serve);
    lab.wire.lookAt(new HostTable([], [`${other.origin}/v1`]));
    await clients.fetch({ url: `${other.origin}/refused/v1/chat/completions` });
    await clients.node({ url: `${other.origin}/refused/v1/chat/completions` });
    expect(await lab.settle(2)).toHaveLength(2);
    lab.wire.lookAt(new HostTable([]));
    await clients.fetch({ url: `${other.origin}/refused/v1/chat/completions` });
    expect(await lab.settle(2)).toHaveLength(2);
    await other.close();
  });
});

describe('what is seen', () => {
  it.each(each)('by %s: each retry is an exchange of its own', async (_, call) => {
    await Promise.all([0, 1, 2].map(() => call({ url: `${server.origin}/refused/v1/chat/completions` })));
    expect(await lab.settle(3)).toHaveLength(3);
  });

  it('a redirect is followed to the answer that failed', async () => {
    await clients.fetch({ url: `${server.origin}/moved/v1/chat/completions` });
    expect(await lab.settle(1)).toHaveLength(1);
  });

  it('an answer that the client does not read', async () => {
    const response = await fetch(`${server.origin}/refused/v1/chat/completions`, { method: 'POST', body: '{}' });
    await response.body?.cancel();
    const [sighting] = await lab.settle(1);
    expect(sighting?.diagnosis).toMatchObject({ category: 'rate_limit', provider: 'openai' });
  });

  it.each(each)('by %s: a refused connection is the network, unless it was for a list of models', async (_, call) => {
    const port = await findClosedPort();
    lab.wire.lookAt(new HostTable([{ id: 'ollama', hosts: [`localhost:${port}`, `127.0.0.1:${port}`] }]));
    await call({ url: `http://127.0.0.1:${port}/v1/models`, method: 'GET' });
    await call({ url: `http://localhost:${port}/v1/chat/completions` });
    await call({ url: `http://127.0.0.1:${port}/v1/chat/completions` });
    const sightings = await lab.settle(2);
    expect(sightings.map(({ diagnosis }) => [diagnosis.category, diagnosis.provider])).toEqual([
      ['network', 'ollama'],
      ['network', 'ollama'],
    ]);
    expect(sightings[1]?.text).toContain(`POST http://127.0.0.1:${port}/v1/chat/completions`);
    expect(sightings[1]?.text).toContain('ECONNREFUSED');
  });

  it.each(each)('by %s: a name that does not resolve is the network', async (_, call) => {
    lab.wire.lookAt(new HostTable([{ id: 'openai', hosts: ['.invalid'] }]));
    await call({ url: 'http://api.models.invalid/v1/chat/completions' });
    const [sighting] = await lab.settle(1);
    expect(sighting?.diagnosis.category).toBe('network');
    expect(sighting?.text).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  it('a certificate that is not trusted is the network', async () => {
    const secure = await startFaultyServer(serve, { secure: true });
    lab.wire.lookAt(new HostTable([], [secure.origin]));
    await clients.fetch({ url: `${secure.origin}/fine/v1/messages` });
    const [sighting] = await lab.settle(1);
    expect(sighting?.diagnosis.category).toBe('network');
    expect(sighting?.text).toContain('self-signed certificate');
    await secure.close();
  });

  it('the address of a host without a name', async () => {
    const origin = `http://[::1]:${await findClosedPort()}`;
    lab.wire.lookAt(new HostTable([], [origin]));
    for (const client of [clients.node, clients.fetch]) await client({ url: `${origin}/v1/messages` });
    for (const { text } of await lab.settle(2)) expect(text).toContain(`POST ${origin}/v1/messages\n`);
    expect(lab.sightings).toHaveLength(2);
  });

  it('the model that the path names', async () => {
    await clients.fetch({ url: `${server.origin}/refused/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse` });
    await clients.node({ url: `${server.origin}/refused/openai/deployments/gpt-5-mini/chat/completions` });
    await clients.undici({ url: `${server.origin}/refused/model/anthropic.claude-sonnet-4-6-v1%3A0/converse` });
    const sightings = await lab.settle(3);
    expect(sightings.map(({ diagnosis }) => diagnosis.model)).toEqual([
      'gemini-3-pro',
      'gpt-5-mini',
      'anthropic.claude-sonnet-4-6-v1:0',
    ]);
  });
});

describe('the tap', () => {
  it.each(each)('leaves what %s reads as it is', async (_, call) => {
    const refusal = await call({ url: `${server.origin}/refused/v1/chat/completions` });
    expect(refusal).toBe('{"error":{"message":"Rate limit exceeded"}}');
    expect(String(await call({ url: `${server.origin}/stream/v1/responses` })).split('\n\n')).toHaveLength(8);
  });

  it('sees nothing from the moment it is disposed of, not even of answers that are coming in', async () => {
    const stop = new AbortController();
    const half = `${server.origin}/half/v1/chat/completions`;
    const calls = [clients.node, clients.fetch].map((call) => call({ url: half, signal: stop.signal }));
    await rest(50);
    lab.wire.dispose();
    stop.abort();
    await Promise.all(calls);
    await clients.fetch({ url: `${server.origin}/refused/v1/chat/completions` });
    expect(await lab.settle(0)).toEqual([]);
    const channels = ['undici:request:headers', 'undici:request:bodyChunkReceived', 'http.client.response.finish'];
    expect(channels.filter((name) => channel(name).hasSubscribers)).toEqual([]);
  });

  it('lets no exception reach who published, and says once that there was one', async () => {
    const hostile = {
      get request(): never {
        throw new Error('a getter of somebody else');
      },
    };
    for (const name of [
      'undici:request:headers',
      'undici:request:error',
      'http.client.response.finish',
      'http.client.request.error',
    ]) {
      const published = channel(name);
      for (const message of [
        hostile,
        null,
        7,
        {},
        { request: {}, response: {} },
        { request: { origin: {}, path: 9 }, error: 1 },
      ]) {
        expect(() => published.publish(message)).not.toThrow();
      }
    }
    expect(lab.problems).toEqual(['The wire tap could not read an exchange: a getter of somebody else']);
    await clients.fetch({ url: `${server.origin}/refused/v1/chat/completions` });
    expect(await lab.settle(1)).toHaveLength(1);
  });

  it('survives a listener that throws', async () => {
    const problems: string[] = [];
    const wire = tapWire({
      hosts: new HostTable([], [server.origin]),
      onObservation: () => {
        throw new Error('nobody listens');
      },
      onProblem: (message) => problems.push(message),
    });
    await clients.fetch({ url: `${server.origin}/refused/v1/chat/completions` });
    await lab.settle(1);
    expect(problems).toEqual(['The wire tap could not read an exchange: nobody listens']);
    wire.dispose();
  });

  it('says what it sees and what it cannot', async () => {
    const heard = (index: number): string | undefined =>
      lab.wire.sources().map(({ reason }) => reason && sayInEnglish(reason))[index] ?? undefined;
    expect(lab.wire.sources().map(({ state }) => state)).toEqual([
      'followed',
      'followed',
      'out-of-reach',
      'out-of-reach',
      'out-of-reach',
    ]);
    expect(heard(0)).toContain('No extension has called anyone');
    await clients.fetch({ url: `${server.origin}/fine/v1/chat/completions` });
    expect(heard(0)).toContain('One answer of a provider of models');
    expect(heard(1)).toContain('No extension has called anyone');
  });

  it('sees bodies of an undici that does not publish them, and leaves its requests as they were', async () => {
    // As undici does before 7.11, and Node 22: the same class of requests, with nobody to publish to.
    const dispatcher = new Agent();
    const silenced = vi.spyOn(channel('undici:request:bodyChunkReceived'), 'publish').mockReturnValue();
    const requests: unknown[] = [];
    const keep = (message: unknown): void => void requests.push(Object(message).request);
    channel('undici:request:headers').subscribe(keep);
    try {
      for (let call = 0; call < 2; call += 1) {
        const response = await packageFetch(`${server.origin}/refused/v1/chat/completions`, {
          method: 'POST',
          body: '{}',
          dispatcher,
        });
        expect(await response.text()).toContain('Rate limit exceeded');
      }
    } finally {
      silenced.mockRestore();
      channel('undici:request:headers').unsubscribe(keep);
    }
    const sightings = await lab.settle(2);
    expect(sightings.map(({ text }) => text.includes('Rate limit exceeded'))).toEqual([true, true]);
    expect(requests.map((request) => Object.hasOwn(Object(request), 'onData'))).toEqual([false, false]);
  });
});
