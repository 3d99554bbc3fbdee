import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listenLocally } from '../listenLocally.js';
import { createEventStreams } from '../../src/endpoint/eventStream.js';
import type { Exchange } from '../../src/endpoint/exchange.js';
import { createExchangeLog, type ExchangeLog } from '../../src/endpoint/exchangeLog.js';
import { afterTest, until } from './startEndpoint.js';

function exchange(text: string): Exchange {
  const attempt = { upstream: 'u', model: 'm', startedMs: 0, tookMs: 1, status: 500, diagnosis: null, text };
  const head = { id: 'e', at: 1, tool: null, method: 'POST', path: '/chat/completions', model: 'm' };
  return { ...head, outcome: 'failed', status: 500, tookMs: 1, attempts: [attempt] };
}

async function serve(log: ExchangeLog): Promise<{ readonly port: number; readonly waiting: () => number }> {
  const events = createEventStreams(log, '1');
  const opened: ServerResponse[] = [];
  const server = createServer((_, response) => {
    opened.push(response);
    events.open(response);
  });
  const port = await listenLocally(server);
  afterTest(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port, waiting: () => opened[0]?.writableLength ?? 0 };
}

it('A reader that does not read is cut off before much waits for it', async () => {
  const log = createExchangeLog(Date.now);
  const { port, waiting } = await serve(log);
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  socket.on('error', () => undefined);
  let closed = false;
  socket.once('data', () => socket.pause());
  socket.on('close', () => (closed = true));
  await once(socket, 'data');
  let most = 0;
  // More than the socket's buffers take.
  for (let sent = 0; sent < 1_000 && !socket.destroyed; sent++) {
    log.add(exchange('x'.repeat(64_000)));
    most = Math.max(most, waiting());
    if (sent % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  socket.resume();
  await until(() => closed);
  expect(most).toBeLessThan(2 * 1024 * 1024);
});

it('The log of exchanges is bounded in number and in text', () => {
  const log = createExchangeLog(Date.now);
  for (let count = 0; count < 300; count++) log.add(exchange('x'));
  expect(log.list()).toHaveLength(200);
  for (let count = 0; count < 200; count++) log.add(exchange('x'.repeat(100_000)));
  expect(log.list().length).toBeLessThanOrEqual(41);
});

it('What was recovered today is none tomorrow', () => {
  let now = new Date(2026, 10, 20, 23, 59).getTime();
  const log = createExchangeLog(() => now);
  const recovered = { ...exchange(''), outcome: 'recovered' as const };
  log.add(recovered);
  log.add(recovered);
  expect(log.recoveredToday()).toBe(2);
  now += 2 * 60_000;
  expect(log.recoveredToday()).toBe(0);
  log.add(recovered);
  expect(log.recoveredToday()).toBe(1);
});
