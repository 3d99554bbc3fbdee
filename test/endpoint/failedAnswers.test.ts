import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { createBreakers } from '../../src/endpoint/breakers.js';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatAnswer, chatEvents, messageEvents, reset, send, silence, type Step } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const body = JSON.stringify({ model: 'alpha-1', messages: [] });

function post(url: string, path = '/v1/chat/completions', headers: Record<string, string> = {}, sent = body): Promise<Response> {
  return fetch(`${url}/alpha${path}`, {
    method: 'POST',
    body: sent,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const wrapped = {
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: {
      raw: '{"error":{"message":"Too many tokens per minute, please wait."}}',
      provider_name: 'Amazon Bedrock',
      is_byok: false,
    },
  },
  user_id: 'user_7f',
};

const Answer = z.object({
  user_id: z.optional(z.string()),
  error: z.object({
    message: z.string(),
    type: z.optional(z.string()),
    code: z.optional(z.unknown()),
    metadata: z.optional(z.object({ raw: z.optional(z.string()), provider_name: z.optional(z.string()) })),
  }),
});

const spent = {
  error: { message: 'You exceeded your current quota.', type: 'insufficient_quota', code: 'insufficient_quota', param: null },
};

describe('the answer of an upstream that keeps failing', () => {
  it('keeps status, fields and headers, and says the cause, who refused and what to do', async () => {
    const alpha = await upstreamOf(
      answer(429, wrapped, { 'retry-after': '600', 'x-request-id': 'req_9', 'x-should-retry': 'true' }),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url, { provider: 'openrouter' })]);
    const response = await post(endpoint.url);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('600');
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(response.headers.get('x-request-id')).toBe('req_9');
    expect(response.headers.get('x-unwrap-attempts')).toBe('1');
    const { error, user_id } = Answer.parse(await response.json());
    expect(user_id).toBe('user_7f');
    expect(error.code).toBe(429);
    expect(error.message).toContain('Amazon Bedrock is rate-limiting alpha-1 behind OpenRouter.');
    expect(error.message).toContain('Refused by: the provider, Amazon Bedrock.');
    expect(error.message).toContain('until 10 min have passed.');
    expect(error.message).toContain('Original message: Provider returned error: Too many tokens per minute, please wait.');
    expect(error.metadata?.provider_name).toBe('Amazon Bedrock');
    expect(JSON.parse(error.metadata?.raw ?? 'null')).toEqual(wrapped);
  });

  it('has the shape of Anthropic on its API', async () => {
    const alpha = await upstreamOf(
      answer(401, {
        type: 'error',
        error: { type: 'authentication_error', message: 'invalid x-api-key' },
        request_id: 'req_011',
      }),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url, { provider: 'anthropic' })]);
    const response = await post(endpoint.url, '/v1/messages');
    expect(response.status).toBe(401);
    const json: unknown = await response.json();
    expect(json).toMatchObject({ type: 'error', error: { type: 'authentication_error' }, request_id: 'req_011' });
    const { error } = Answer.parse(json);
    expect(error.message).toContain('Anthropic did not accept the key');
    expect(error.message).toContain('invalid x-api-key');
  });

  it.each<[string, Step, number, RegExp]>([
    [
      'HTML',
      answer(524, '<html><head><title>524: A timeout occurred</title></head><body>…</body></html>'),
      524,
      /did not answer in time/,
    ],
    [
      'plain text',
      answer(503, 'upstream connect error or disconnect/reset before headers', { 'content-type': 'text/plain' }),
      503,
      /upstream connect error/,
    ],
    ['a bare message', answer(400, { message: 'model is required' }), 400, /model is required/],
    [
      'a list of one',
      answer(400, [{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }]),
      400,
      /API key not valid/,
    ],
    [
      'an error in words',
      answer(404, { error: 'model "alpha-1" not found, try pulling it first' }),
      404,
      /no model called alpha-1/,
    ],
    ['nothing', answer(502, '', { 'content-type': 'text/plain' }), 502, /alpha/],
  ])('is JSON in the protocol of the client where the upstream sends %s', async (_, fault, status, words) => {
    const alpha = await upstreamOf(fault);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await post(endpoint.url);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    const { error } = Answer.parse(await response.json());
    expect(error.message).toMatch(words);
    expect(typeof error.type).toBe('string');
  });

  it('comes untouched where explaining is off', async () => {
    const alpha = await upstreamOf(answer(402, wrapped));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], { explain: false });
    const response = await post(endpoint.url);
    expect(await response.text()).toBe(JSON.stringify(wrapped));
    expect(response.headers.get('x-should-retry')).toBe('false');
  });

  it('has a status of its own where the upstream said 200', async () => {
    const alpha = await upstreamOf(
      send(['event: error\ndata: {"type":"error","error":{"type":"rate_limit_error","message":"Rate limited"}}\n\n']),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await post(endpoint.url, '/v1/messages');
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
  });

  it('names the place that cannot be reached', async () => {
    const alpha = await upstreamOf(silence);
    await alpha.close();
    const endpoint = await forwarderOf([upstream('alpha', alpha.url, { provider: 'groq' })]);
    const response = await post(endpoint.url);
    expect(response.status).toBe(502);
    const { error } = Answer.parse(await response.json());
    expect(error.message).toMatch(/The connection to Groq could not be made.*Refused by: the network.*ECONNREFUSED/);
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'failed', status: 502, attempts: [{ status: null }, {}, {}] });
  });

  it('records what was answered, without keys, and nothing of the request', async () => {
    const alpha = await upstreamOf(
      answer(401, { error: { message: 'Incorrect API key provided: sk-proj-abcdefghijklmnopqrstuvwxyz0123456789abcd' } }),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    await post(
      endpoint.url,
      undefined,
      { authorization: 'Bearer sk-proj-secretsecretsecretsecret' },
      JSON.stringify({ model: 'alpha-1', messages: [{ role: 'user', content: 'a private matter' }] }),
    );
    const text = JSON.stringify(await endpoint.nextExchange());
    expect(text).toContain('Incorrect API key provided');
    expect(text).not.toContain('abcdefghijklmnop');
    expect(text).not.toContain('secretsecret');
    expect(text).not.toContain('private matter');
  });

  it.each([
    ['keep', 'opencode/1.18', 429],
    ['stop', 'curl/8', 424],
    ['auto', 'opencode/1.18', 424],
    ['auto', 'OpenAI/JS 6.1', 429],
  ] as const)('has, where whenExhausted is %s, for %s the status %i', async (whenExhausted, userAgent, status) => {
    const alpha = await upstreamOf(answer(429, spent));
    const endpoint = await forwarderOf(
      [upstream('alpha', alpha.url)],
      { whenExhausted },
      { clients: [{ tool: 'opencode', userAgent: 'opencode/', persistent: true }] },
    );
    const response = await post(endpoint.url, undefined, { 'user-agent': userAgent });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code: 'insufficient_quota' } });
    expect(await endpoint.nextExchange()).toMatchObject({ tool: userAgent.startsWith('opencode') ? 'opencode' : null, status });
  });

  it('stops a client that starts over, and answers it from memory when it comes back at once', async () => {
    const alpha = await upstreamOf(answer(429, spent));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const first = await post(endpoint.url);
    expect([first.status, first.headers.get('x-should-retry')]).toEqual([429, 'false']);
    const second = await post(endpoint.url);
    expect([second.status, second.headers.get('retry-after-ms')]).toEqual([424, '1']);
    const asked = alpha.received.length;
    const third = await post(endpoint.url);
    expect([third.status, await third.json()]).toEqual([424, await second.json()]);
    expect(alpha.received).toHaveLength(asked);
  });

  it('tells a client that starts over of it in words that no client repeats, with the original beside them', async () => {
    const alpha = await upstreamOf(answer(529, { error: { type: 'overloaded_error', message: 'Overloaded' } }));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {
      retry: { attempts: 1, baseMs: 1, capMs: 1, budgetMs: 1000 },
    });
    await post(endpoint.url);
    const text = await (await post(endpoint.url)).text();
    expect(text).toContain('"type":"api_error"');
    expect(text).toMatch(/"message":"[^"]*short of capacity/);
    expect(text).not.toMatch(/"message":"[^"]*overloaded/i);
    expect(text).toContain('Overloaded');
  });

  it('takes the place of words that a client would put over it', async () => {
    const alpha = await upstreamOf(answer(401, { error: { message: 'Incorrect API key provided' } }));
    const clients = [{ tool: 'claude-code', userAgent: 'claude-cli/', persistent: true, hides: [401] }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { clients });
    expect((await post(endpoint.url, undefined, { 'user-agent': 'claude-cli/2.1' })).status).toBe(424);
    expect((await post(endpoint.url, undefined, { 'user-agent': 'curl/8' })).status).toBe(401);
  });

  it('is not grown by a bomb of a compressed one', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'));
    const alpha = await upstreamOf((_, response) => {
      response.writeHead(500, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await post(endpoint.url);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect((await response.text()).length).toBeLessThan(10_000);
  });

  it('is read where it is compressed', async () => {
    const alpha = await upstreamOf((_, response) => {
      response.writeHead(402, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ error: { message: 'Insufficient credits' } })));
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    expect(await (await post(endpoint.url)).text()).toContain('Insufficient credits');
  });

  it('is waited for no longer than needed where its body does not end', async () => {
    const alpha = await upstreamOf((_, response) => {
      response.writeHead(402, { 'content-type': 'application/json' });
      response.write('{"error":{"message":"Insufficient credits"}}');
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {
      timeouts: { connectMs: 500, firstTokenMs: 500, idleMs: 80, totalMs: 3000 },
    });
    expect((await post(endpoint.url)).status).toBe(402);
  });
});

describe('a hint', () => {
  it.each([
    ['1', 950, 1500],
    ['0', 0, 300],
    ['-5', 0, 300],
    ['soon', 0, 300],
  ])('of "%s" is waited for', async (hint, least, most) => {
    const alpha = await upstreamOf(
      answer(429, { error: { message: 'Slow down.' } }, { 'retry-after': hint }),
      answer(200, chatAnswer),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const began = performance.now();
    expect((await post(endpoint.url)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(least);
    expect(performance.now() - began).toBeLessThan(most);
  });

  it('as a date is waited for', async () => {
    const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000);
    const alpha = await upstreamOf(
      answer(503, { error: { message: 'Overloaded' } }, { 'retry-after': date.toUTCString() }),
      answer(200, chatAnswer),
    );
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {
      retry: { attempts: 2, baseMs: 1, capMs: 1, budgetMs: 5000 },
    });
    expect((await post(endpoint.url)).status).toBe(200);
    expect(Date.now()).toBeGreaterThanOrEqual(date.getTime());
  });

  it.each(['9999999', '1e99', '600'])('of "%s" is handed on at once, or leads to the next place', async (hint) => {
    const alpha = await upstreamOf(
      answer(503, { error: { message: 'Overloaded' } }, { 'retry-after': hint === '1e99' ? '99999999' : hint }),
    );
    const beta = await upstreamOf(answer(200, chatAnswer));
    const chain = [{ upstream: '*' }, { upstream: 'beta' }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      routes: [{ match: '*', chain }],
    });
    const began = performance.now();
    const response = await post(endpoint.url);
    expect(response.headers.get('x-unwrap-upstream')).toBe(hint === '1e99' ? 'beta' : 'beta');
    expect(performance.now() - began).toBeLessThan(400);
  });
});

describe('a circuit', () => {
  it('that is open is passed over without a request', async () => {
    const alpha = await upstreamOf(answer(500, { error: { message: 'Internal error' } }));
    const beta = await upstreamOf(answer(200, chatAnswer));
    const breakers = createBreakers(() => ({ failures: 2, cooldownMs: 60_000 }), Date.now);
    const chain = [{ upstream: '*' }, { upstream: 'beta' }];
    const endpoint = await forwarderOf(
      [upstream('alpha', alpha.url), upstream('beta', beta.url)],
      { routes: [{ match: '*', chain }] },
      { breakers },
    );
    expect((await post(endpoint.url)).status).toBe(200);
    const asked = alpha.received.length;
    expect((await post(endpoint.url)).headers.get('x-unwrap-upstream')).toBe('beta');
    expect(alpha.received).toHaveLength(asked);
  });

  it('of the only place is told, with the time at which it closes', async () => {
    const alpha = await upstreamOf(answer(500, { error: { message: 'Internal error' } }));
    const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 60_000 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    const first = await post(endpoint.url);
    expect(first.status).toBe(500);
    const second = await post(endpoint.url, undefined, {}, JSON.stringify({ model: 'alpha-1', messages: ['another'] }));
    expect(second.status).toBe(503);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(50);
    const { message } = JSON.parse(await second.text()).error;
    expect(message).toContain('lets it rest');
    expect(message).toContain('Internal error');
    expect(alpha.received).toHaveLength(1);
  });

  it('tells of the failure that opened it, and not of one that it is not', async () => {
    const alpha = await upstreamOf(reset);
    const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 60_000 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    await post(endpoint.url);
    const second = await post(endpoint.url, undefined, {}, JSON.stringify({ model: 'alpha-1', messages: ['another'] }));
    expect(second.status).toBe(503);
    expect(await second.text()).not.toMatch(/overloaded|capacity|no room/i);
    expect((await endpoint.nextExchange()).attempts[0]?.diagnosis?.category).toBe('network');
  });

  it('that waits for a rate limit says so', async () => {
    const alpha = await upstreamOf(
      answer(429, { error: { message: 'Rate limit reached for alpha-1' } }, { 'retry-after': '300' }),
    );
    const breakers = createBreakers(() => ({ failures: 5, cooldownMs: 60_000 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    await post(endpoint.url);
    const second = await post(endpoint.url, undefined, {}, JSON.stringify({ model: 'alpha-1', messages: ['another'] }));
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(290);
    expect(await second.text()).toContain('Rate limit reached for alpha-1');
    expect(alpha.received).toHaveLength(1);
  });

  it('that closes soon is waited for', async () => {
    const alpha = await upstreamOf(answer(500, { error: { message: 'Internal error' } }), answer(200, chatAnswer));
    const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 100 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    expect((await post(endpoint.url)).status).toBe(200);
    expect((alpha.received[1]?.at ?? 0) - (alpha.received[0]?.at ?? 0)).toBeGreaterThan(95);
  });
});

describe('a link that is kept for a category', () => {
  it('is used for that one alone', async () => {
    const long = answer(400, {
      error: { message: "This model's maximum context length is 8192 tokens.", code: 'context_length_exceeded' },
    });
    const alpha = await upstreamOf(long, answer(402, { error: { message: 'Insufficient credits' } }));
    const beta = await upstreamOf(answer(200, chatAnswer));
    const chain = [{ upstream: '*' }, { upstream: 'beta', for: ['context_length' as const] }];
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      routes: [{ match: '*', chain }],
    });
    expect((await post(endpoint.url)).headers.get('x-unwrap-upstream')).toBe('beta');
    expect((await post(endpoint.url)).status).toBe(402);
  });
});

describe('a client that waits for a stream', () => {
  const asked = JSON.stringify({ messages: [], model: 'alpha-1', stream: true });

  it.each([
    ['/v1/chat/completions', chatEvents('late'), ': waiting'],
    ['/v1/messages', messageEvents('late'), 'event: ping'],
  ])('gets a sign of life on %s, then the answer as it is', async (path, events, sign) => {
    const alpha = await upstreamOf(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await send(events)(request, response);
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { keepAliveMs: 40 });
    const text = await (await post(endpoint.url, path, {}, asked)).text();
    expect(text.startsWith(sign)).toBe(true);
    expect(text.endsWith(events.join(''))).toBe(true);
  });

  it('is told of a failure in an event once signs of life have gone out', async () => {
    const alpha = await upstreamOf(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      await answer(402, { error: { message: 'Insufficient credits' } })(request, response);
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { keepAliveMs: 40 });
    const response = await post(endpoint.url, undefined, {}, asked);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('data: {"error":');
    expect(text).toContain('Insufficient credits');
    expect(text).not.toContain('[DONE]');
    expect(await endpoint.nextExchange()).toMatchObject({ outcome: 'failed' });
  });

  it('gets none where it asked for no stream', async () => {
    const alpha = await upstreamOf(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      await answer(200, chatAnswer)(request, response);
    });
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { keepAliveMs: 40 });
    expect(await (await post(endpoint.url)).json()).toEqual(chatAnswer);
  });
});
