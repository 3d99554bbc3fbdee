import { describe, expect, it } from 'vitest';
import { createBreakers } from '../../src/endpoint/breakers.js';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatEvents, messageEvents, responseEvents, send, silence, type Step } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const calls = {
  chat: { path: '/v1/chat/completions', events: chatEvents('Hel', 'lo, wörld') },
  messages: { path: '/v1/messages', events: messageEvents('Hel', 'lo, wörld') },
  responses: { path: '/v1/responses', events: responseEvents('Hel', 'lo, wörld') },
} as const;
type Call = keyof typeof calls;
const all: readonly Call[] = ['chat', 'messages', 'responses'];

function ask(url: string, call: Call): Promise<Response> {
  return fetch(`${url}/alpha${calls[call].path}`, {
    method: 'POST',
    body: JSON.stringify({ model: 'alpha-1', stream: true }),
    headers: { 'content-type': 'application/json' },
  });
}

const short = { connectMs: 500, firstTokenMs: 120, idleMs: 120, totalMs: 3000 };

/** The last event of a stream: its name and its data. */
function lastEvent(text: string): { name: string | null; data: unknown } {
  const event =
    text
      .trimEnd()
      .split(/\r?\n\r?\n/)
      .at(-1) ?? '';
  const name = /^event: (.*)$/m.exec(event)?.[1] ?? null;
  const data = /^data: (.*)$/m.exec(event)?.[1] ?? 'null';
  return { name, data: JSON.parse(data) as unknown };
}

describe.each(all)('a stream of %s', (call) => {
  const { events } = calls[call];

  it('comes through byte for byte, however it is cut', async () => {
    const bytes = Buffer.from(events.join(''));
    const crlf = Buffer.from(events.join('').replaceAll('\n', '\r\n'));
    for (const whole of [bytes, crlf]) {
      for (const size of [1, 7, 50, whole.length]) {
        const pieces: Buffer[] = [];
        // Every size once is enough for the small ones: one byte at a time takes long.
        for (let at = 0; at < whole.length; at += size === 1 ? 13 : size) {
          pieces.push(whole.subarray(at, at + (size === 1 ? 13 : size)));
        }
        const alpha = await upstreamOf((_, response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          const next = (): void => {
            const piece = pieces.shift();
            if (piece === undefined) response.end();
            else {
              response.write(piece);
              setImmediate(next);
            }
          };
          next();
        });
        const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
        const response = await ask(endpoint.url, call);
        expect(await response.text()).toBe(whole.toString());
        expect(response.headers.get('x-unwrap-attempts')).toBe('1');
        expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'answered' });
      }
    }
  });

  it('reaches the client as it arrives', async () => {
    const alpha = await upstreamOf(send([...events.slice(0, -2), 400, ...events.slice(-2)]));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await ask(endpoint.url, call);
    const began = performance.now();
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('Hel')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(performance.now() - began).toBeLessThan(300);
    await reader?.cancel();
  });

  const error =
    call === 'messages'
      ? 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n'
      : 'data: {"error":{"code":502,"message":"Provider returned error"}}\n\n';

  it.each<[string, Step]>([
    ['opens with an error event', send([error])],
    ['announces itself and then has an error event', send([events[0] ?? '', error])],
    ['has nothing in it', send([])],
    ['has a terminator alone', send(call === 'chat' ? ['data: [DONE]\n\n'] : [])],
    ['ends after its announcement', send([events[0] ?? '', events[1] ?? ''].slice(0, call === 'chat' ? 1 : 2))],
    ['is reset after its announcement', send([events[0] ?? ''], 'reset')],
    ['stalls before its first byte', silence],
    ['stalls after its announcement', send([events[0] ?? ''], 'stall')],
    ['has heartbeats alone', send([': ping\n\n', 50, ': ping\n\n', 50, ': ping\n\n', 50, ': ping\n\n'], 'stall')],
    ['has broken JSON', send(['data: {"id":"chatcmpl\n\n'])],
    ['is refused', answer(503, { error: { message: 'Service unavailable' } })],
  ])('that %s is asked for elsewhere', async (_, fault) => {
    const alpha = await upstreamOf(fault);
    const beta = await upstreamOf(send(events));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      timeouts: short,
      retry: { attempts: 2, baseMs: 1, capMs: 2, budgetMs: 2000 },
      routes: [{ match: '*', chain: [{ upstream: '*' }, { upstream: 'beta' }] }],
    });
    const response = await ask(endpoint.url, call);
    expect(await response.text()).toBe(events.join(''));
    expect(response.headers.get('x-unwrap-upstream')).toBe('beta');
    expect(alpha.received.length).toBe(2);
  });

  it.each<[string, Step, RegExp]>([
    ['is reset', send(events.slice(0, -2), 'reset'), /broke off/],
    ['stalls', send(events.slice(0, -2), 'stall'), /did not answer in time|timeout/],
    ['ends without its terminator', send(events.slice(0, call === 'chat' ? -2 : -1)), /broke off/],
    ['ends within an event', send([...events.slice(0, -2), (events.at(-2) ?? '').slice(0, 20)]), /broke off/],
    [
      'goes on with heartbeats alone',
      send([...events.slice(0, -2), ...Array.from({ length: 12 }, () => [': ping\n\n', 30]).flat()], 'stall'),
      /did not answer in time|timeout/,
    ],
  ])('that %s in its midst ends with an error event, and no torn one before it', async (_, fault, words) => {
    const alpha = await upstreamOf(fault);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { timeouts: short });
    const response = await ask(endpoint.url, call);
    const text = await response.text();
    expect(text.startsWith(events.slice(0, call === 'chat' ? -2 : -3).join(''))).toBe(true);
    const data = text.split('\n').filter((line) => line.startsWith('data: {'));
    expect(() => data.map((line): unknown => JSON.parse(line.slice(6)))).not.toThrow();
    const last = lastEvent(text);
    expect(last.name).toBe({ chat: null, messages: 'error', responses: 'response.failed' }[call]);
    expect(JSON.stringify(last.data)).toMatch(words);
    expect(text).not.toContain('[DONE]');
    expect(alpha.received).toHaveLength(1);
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'broken', status: 200 });
  });

  it('explains a failure that the upstream reports in its midst', async () => {
    const alpha = await upstreamOf(send([...events.slice(0, -2), error]));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url, { provider: 'openrouter' })], { timeouts: short });
    const text = await (await ask(endpoint.url, call)).text();
    expect(text).toContain(call === 'messages' ? 'no room' : 'OpenRouter got no usable answer');
    expect(text).toContain(call === 'messages' ? 'Overloaded' : 'Provider returned error');
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'broken' });
  });

  it('hands such a failure on as it came where explaining is off, and counts it as the failure that it is', async () => {
    const sent = [...events.slice(0, -2), error];
    const cut = (sent.join('').match(/[^]{1,23}/g) ?? []).filter((piece) => piece !== '');
    for (const pieces of [sent, [sent.join('')], cut]) {
      for (const then of ['end', 'reset'] as const) {
        const alpha = await upstreamOf(send(pieces, then));
        const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { explain: false });
        const response = await ask(endpoint.url, call);
        expect(await response.text()).toBe(sent.join(''));
        expect(await endpoint.nextExchange()).toMatchObject({
          outcome: 'broken',
          status: 200,
          attempts: [{ status: 200, diagnosis: { category: call === 'messages' ? 'overloaded' : 'bad_gateway' } }],
        });
      }
    }
  });
});

describe('the breaker of a place', () => {
  const { events } = calls.messages;
  const overloaded = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
  const broken = send([...events.slice(0, -2), overloaded]);
  const policy = { failures: 2, cooldownMs: 60_000 };
  const toBeta = [{ match: '*', chain: [{ upstream: '*' }, { upstream: 'beta' }] }];

  it.each([true, false])('opens on streams that fail in their midst one after the other (explained: %s)', async (explain) => {
    const alpha = await upstreamOf(broken);
    const beta = await upstreamOf(send(events));
    const upstreams = [upstream('alpha', alpha.url), upstream('beta', beta.url)];
    const breakers = createBreakers(() => policy, Date.now);
    const endpoint = await forwarderOf(upstreams, { routes: toBeta, explain }, { breakers });
    for (const expected of ['alpha', 'alpha', 'beta']) {
      const response = await ask(endpoint.url, 'messages');
      expect(response.headers.get('x-unwrap-upstream')).toBe(expected);
      await response.text();
    }
    expect(alpha.received).toHaveLength(2);
  });

  it('stays closed where a whole stream comes between them', async () => {
    const alpha = await upstreamOf(broken, send(events), broken, send(events));
    const breakers = createBreakers(() => policy, Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    for (let request = 0; request < 4; request += 1) await (await ask(endpoint.url, 'messages')).text();
    expect(alpha.received).toHaveLength(4);
    expect(breakers.report()).toEqual([]);
  });

  it('is open to all as soon as the stream of its probe has begun, and opens at once where that fails', async () => {
    const alpha = await upstreamOf(
      answer(503, 'Service unavailable'),
      send([...events.slice(0, -2), 300, overloaded]),
      send(events.slice(0, -2), 'stall'),
    );
    let now = 1_000_000;
    const breakers = createBreakers(
      () => ({ failures: 1, cooldownMs: 60_000 }),
      () => now,
    );
    const config = { retry: { attempts: 1, baseMs: 1, capMs: 1, budgetMs: 1000 } };
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], config, { breakers });
    await (await ask(endpoint.url, 'messages')).text();
    expect(breakers.report()).toMatchObject([{ state: 'open' }]);
    now += 60_000;
    const probe = await ask(endpoint.url, 'messages');
    const beside = await ask(endpoint.url, 'messages');
    expect(beside.status).toBe(200);
    await probe.text();
    expect(breakers.report()).toMatchObject([{ state: 'open' }]);
    await beside.body?.cancel();
  });
});

it('takes a stream without [DONE] for whole where it names why it finished', async () => {
  const { events } = calls.chat;
  const alpha = await upstreamOf(send(events.slice(0, -1)));
  const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
  expect(await (await ask(endpoint.url, 'chat')).text()).toBe(events.slice(0, -1).join(''));
  expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'answered' });
});

it('tells of a failure in its midst whose words say nothing', async () => {
  const alpha = await upstreamOf(send([...calls.chat.events.slice(0, -2), 'event: error\ndata: {"message":"boom"}\n\n']));
  const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
  const text = await (await ask(endpoint.url, 'chat')).text();
  expect(text).toContain('boom');
  expect(text).not.toContain('Nothing failed');
  expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'broken' });
});
