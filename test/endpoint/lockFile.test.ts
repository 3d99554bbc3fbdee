import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { listenLocally } from '../listenLocally.js';
import { attachTo, EndpointRefused, findEndpoint } from '../../src/endpoint/client.js';
import type { Exchange } from '../../src/endpoint/exchange.js';
import { lockFileOf, provideToken, readLock, writeLock } from '../../src/endpoint/lockFile.js';
import { addressOf } from '../../src/endpoint/addressOf.js';
import { knownUpstreams } from '../../src/endpoint/knownUpstreams.js';
import { answer, startUpstream } from './scriptedUpstream.js';
import { afterTest, makeFolder, startEndpoint, until } from './startEndpoint.js';

const windows = process.platform === 'win32';

describe('the lock file', () => {
  it.skipIf(windows)('is its owner’s alone, and stays so', async () => {
    const { stateFolder } = await startEndpoint();
    expect(statSync(lockFileOf(stateFolder)).mode & 0o777).toBe(0o600);
    expect(statSync(stateFolder).mode & 0o077).toBe(0);
    chmodSync(lockFileOf(stateFolder), 0o644);
    provideToken(stateFolder, '1');
    expect(statSync(lockFileOf(stateFolder)).mode & 0o777).toBe(0o600);
  });

  it('names who serves, and nobody afterwards; the token outlives the process', async () => {
    const folder = makeFolder();
    const first = await startEndpoint({}, { folder });
    expect(readLock(first.stateFolder)).toMatchObject({
      pid: process.pid,
      port: first.port,
      token: first.token,
      version: '9.9.9',
    });
    await first.drain();
    expect(readLock(first.stateFolder)).toMatchObject({ pid: null, port: null, token: first.token });
    const second = await startEndpoint({}, { folder });
    expect(second.token).toBe(first.token);
  });

  it('that is broken is replaced', () => {
    const folder = makeFolder();
    writeFileSync(lockFileOf(folder), '{"token":');
    const token = provideToken(folder, '1');
    expect(token).toMatch(/^unwrap-[\w-]{43}$/);
    expect(readLock(folder)?.token).toBe(token);
  });

  it('that names another process than the one that answers is stale, and taken over', async () => {
    const folder = makeFolder();
    const first = await startEndpoint({}, { folder });
    writeLock(first.stateFolder, { token: first.token, pid: process.ppid, port: first.port, version: '9.9.9' });
    const second = await startEndpoint({}, { folder });
    expect(readLock(second.stateFolder)).toMatchObject({ port: second.port, pid: process.pid });
  });

  it('that cannot be written costs the windows, not the tools', async () => {
    const folder = makeFolder();
    writeFileSync(`${folder}/.local`, 'a file where the folder would be');
    const endpoint = await startEndpoint({}, { folder });
    expect(endpoint.said.join()).toContain('no window will find this endpoint');
    expect((await endpoint.ask('/-/health')).status).toBe(200);
  });
});

describe('finding the endpoint', () => {
  it('finds the one that serves', async () => {
    const { stateFolder, port, token, url } = await startEndpoint();
    expect(await findEndpoint(stateFolder)).toEqual({ url, port, token, pid: process.pid, version: '9.9.9' });
  });

  it.each([
    ['none was ever started', null],
    ['its process is dead', { pid: 2 ** 30, port: 4141 }],
    ['nothing answers', { pid: process.pid, port: 1 }],
    ['none serves now', { pid: null, port: null }],
  ])('finds none where %s', async (_, lock) => {
    const folder = makeFolder();
    if (lock) writeLock(folder, { token: 't'.repeat(40), version: '1', ...lock });
    expect(await findEndpoint(folder)).toBeNull();
  });

  it('does not give the token to another program that took the port', async () => {
    const folder = makeFolder();
    const seen: string[] = [];
    const impostor = createServer((request, response) => {
      seen.push(request.url ?? '', ...request.rawHeaders);
      response.end(JSON.stringify({ name: 'unwrap', version: '1', pid: process.pid, status: 'serving', proof: 'f'.repeat(64) }));
    });
    const port = await listenLocally(impostor);
    afterTest(() => {
      impostor.closeAllConnections();
      impostor.close();
    });
    const token = 't'.repeat(40);
    writeLock(folder, { token, version: '1', pid: process.pid, port });
    expect(await findEndpoint(folder)).toBeNull();
    expect(seen.join('\n')).not.toContain(token);
  });
});

/** A window on an endpoint with one upstream. */
async function attach() {
  const upstream = await startUpstream(
    answer(200, { id: 'c', choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }] }),
  );
  afterTest(upstream.close);
  const endpoint = await startEndpoint({
    upstreams: { mock: { baseUrl: upstream.url } },
    retry: { attempts: 2, baseMs: 1, capMs: 1 },
  });
  const found = await findEndpoint(endpoint.stateFolder);
  if (found === null) throw new Error('It is not found.');
  const exchanges: Exchange[] = [];
  const recovered: number[] = [];
  const onLost = vi.fn<() => void>();
  const attachment = await attachTo(found, {
    pid: process.pid,
    onExchange: (exchange) => exchanges.push(exchange),
    onRecovered: (today) => recovered.push(today),
    onLost,
  });
  afterTest(attachment.close);
  await until(() => recovered.length > 0);
  return { upstream, endpoint, attachment, exchanges, recovered, onLost };
}

describe('a window that is attached', () => {
  it('hears of exchanges and of what was recovered today', async () => {
    const { upstream, endpoint, attachment, exchanges, recovered } = await attach();
    const [success] = [answer(200, { id: 'c', choices: [{ index: 0, message: { content: 'x' }, finish_reason: 'stop' }] })];
    upstream.script(answer(503, { error: { message: 'Overloaded' } }), success);
    await endpoint.ask('/mock/chat/completions', { method: 'POST', body: { model: 'm', messages: [] } });
    await until(() => recovered.length > 1);
    expect(recovered).toEqual([0, 1]);
    expect(exchanges).toMatchObject([{ outcome: 'recovered', attempts: [{ diagnosis: { category: 'overloaded' } }, {}] }]);
    expect(await attachment.exchanges()).toEqual(exchanges);
  });

  it('sets and removes routes, and is told why one cannot be', async () => {
    const { attachment } = await attach();
    const route = { match: 'm', chain: [{ upstream: '*', model: 'n', for: ['context_length' as const] }] };
    await attachment.setRoute(route);
    expect((await attachment.config()).routes).toEqual([route]);
    await expect(attachment.setRoute({ match: 'a', chain: [{ upstream: 'mokc' }] })).rejects.toThrow('is "mock" meant?');
    await attachment.removeRoute('m');
    await expect(attachment.removeRoute('m')).rejects.toThrow(EndpointRefused);
    expect((await attachment.config()).routes).toEqual([]);
  });

  it('is told once when the endpoint has ended, and of nothing after it let go', async () => {
    const first = await attach();
    await first.endpoint.drain();
    await until(() => first.onLost.mock.calls.length > 0);
    expect(first.onLost).toHaveBeenCalledOnce();
    const second = await attach();
    await second.attachment.close();
    await second.endpoint.drain();
    expect(second.onLost).not.toHaveBeenCalled();
  });
});

it('A base URL for a tool holds the path that its SDK would be given', () => {
  const [openRouter, openAi] = [knownUpstreams.get('openrouter'), knownUpstreams.get('openai')];
  if (!openRouter || !openAi) throw new Error('They are known.');
  const url = 'http://127.0.0.1:4141';
  expect(addressOf(url, openRouter, 'openai')).toBe(`${url}/openrouter/api/v1`);
  expect(addressOf(url, openRouter, 'anthropic')).toBe(`${url}/openrouter/api`);
  expect(addressOf(url, openAi, 'openai', 'T')).toBe(`${url}/~T/openai/v1`);
  expect(addressOf(url, openAi, 'anthropic')).toBeNull();
  expect(addressOf(url, { name: 'm', prefixUrl: 'http://a/v1', baseUrls: { openai: 'http://a/v1' } }, 'openai')).toBe(`${url}/m`);
});
