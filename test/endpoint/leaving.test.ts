import { request as open, type ClientRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPacing } from '../../src/endpoint/pacing.js';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatAnswer, chatEvents, send, silence } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const body = JSON.stringify({ model: 'alpha-1', stream: true });

/** A request that can be broken off. */
function start(url: string, sent = body): ClientRequest {
  const request = open(`${url}/alpha/v1/chat/completions`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json' },
  });
  request.on('error', () => {});
  request.end(sent);
  return request;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

// What the contract gives is 50 ms; a busy machine gets a second chance.
describe('a client that leaves', { retry: 2 }, () => {
  it('before the answer ends the request to the upstream at once', async () => {
    const alpha = await upstreamOf(silence);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const request = start(endpoint.url);
    await until(() => alpha.received.length === 1);
    const left = performance.now();
    request.destroy();
    expect(((await alpha.received[0]?.aborted) ?? Infinity) - left).toBeLessThan(50);
    expect(await endpoint.nextExchange()).toMatchObject({
      outcome: 'cancelled',
      status: null,
      attempts: [{ upstream: 'alpha', diagnosis: null }],
    });
  });

  it('in mid-stream ends the request to the upstream at once', async () => {
    const alpha = await upstreamOf(send(chatEvents('one', 'two').slice(0, 3), 'stall'));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const request = start(endpoint.url);
    await new Promise((resolve) => request.on('response', (response) => response.once('data', resolve)));
    const left = performance.now();
    request.destroy();
    expect(((await alpha.received[0]?.aborted) ?? Infinity) - left).toBeLessThan(50);
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'cancelled', status: 200 });
  });

  it('during a wait is not asked for again', async () => {
    const alpha = await upstreamOf(
      answer(429, { error: { message: 'Slow down.' } }, { 'retry-after': '1' }),
      answer(200, chatAnswer),
    );
    const retry = { attempts: 3, baseMs: 1, capMs: 1, budgetMs: 60_000 };
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { retry });
    const request = start(endpoint.url);
    await until(() => alpha.received.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const left = performance.now();
    request.destroy();
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'cancelled', attempts: [{ status: 429 }] });
    expect(performance.now() - left).toBeLessThan(50);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(alpha.received).toHaveLength(1);
  });

  it('in the queue gives its place there up', async () => {
    const alpha = await upstreamOf(silence, answer(200, chatAnswer));
    const pacing = createPacing(() => ({ perUpstream: 1, queue: 1 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { pacing });
    const first = start(endpoint.url);
    await until(() => alpha.received.length === 1);
    const second = start(endpoint.url);
    await until(() => pacing.report()[0]?.waiting === 1);
    const left = performance.now();
    second.destroy();
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'cancelled', attempts: [] });
    expect(performance.now() - left).toBeLessThan(50);
    expect(pacing.report()[0]?.waiting).toBe(0);
    first.destroy();
    await endpoint.nextExchange();
    expect(pacing.report()[0]?.active).toBe(0);
  });

  it('while it still sends is recorded, and nothing was sent', async () => {
    const alpha = await upstreamOf(answer(200, chatAnswer));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const request = open(`${endpoint.url}/alpha/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { 'content-length': 1000 },
    });
    request.on('error', () => {});
    request.write(body);
    await new Promise((resolve) => setTimeout(resolve, 30));
    request.destroy();
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'cancelled', attempts: [] });
    expect(alpha.received).toHaveLength(0);
  });
});

it('holds no more for a slow reader than the sockets do', async () => {
  const event = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(4000) } }] })}\n\n`;
  let sent = 0;
  const alpha = await upstreamOf((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const more = (): void => {
      while (sent < 200_000_000) {
        sent += event.length;
        if (!response.write(event)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {
    timeouts: { connectMs: 500, firstTokenMs: 500, idleMs: 60, totalMs: 9000 },
  });
  const request = start(endpoint.url);
  const response = await new Promise<NodeJS.ReadableStream>((resolve) => request.on('response', resolve));
  response.pause();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stopped = sent;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent).toBe(stopped);
  expect(sent).toBeLessThan(40_000_000);
  // Longer than idleMs: a client that does not read is not the upstream's silence.
  expect(endpoint.exchanges).toHaveLength(0);
  request.destroy();
});

it('serves a thousand at once against a concurrency of 8', async () => {
  let active = 0;
  let most = 0;
  const alpha = await upstreamOf(async (_, response) => {
    active += 1;
    most = Math.max(most, active);
    await new Promise((resolve) => setTimeout(resolve, 1));
    active -= 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(chatAnswer));
  });
  const pacing = createPacing(() => ({ perUpstream: 8, queue: 1000 }), Date.now);
  const endpoint = await forwarderOf(
    [upstream('alpha', alpha.url)],
    { timeouts: { connectMs: 9000, firstTokenMs: 9000, idleMs: 9000, totalMs: 30_000 } },
    { pacing },
  );
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async () => {
      const response = await fetch(`${endpoint.url}/alpha/v1/chat/completions`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return response.text();
    }),
  );
  expect(new Set(answers)).toEqual(new Set([JSON.stringify(chatAnswer)]));
  expect(most).toBeLessThanOrEqual(8);
  expect(pacing.report()[0]).toMatchObject({ active: 0, waiting: 0 });
}, 30_000);

it('refuses what the queue has no room for, in the protocol of the client, and says when to come back', async () => {
  const alpha = await upstreamOf(silence);
  const pacing = createPacing(() => ({ perUpstream: 1, queue: 0 }), Date.now);
  const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { pacing });
  const first = start(endpoint.url);
  await until(() => alpha.received.length === 1);
  const response = await fetch(`${endpoint.url}/alpha/v1/messages`, { method: 'POST', body });
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(response.headers.get('x-should-retry')).toBeNull();
  expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
  first.destroy();
});
