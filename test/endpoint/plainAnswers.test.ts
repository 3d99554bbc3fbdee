import { describe, expect, it } from 'vitest';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatAnswer, cutBody, reset, type Step } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const prompt = { model: 'alpha-1', messages: [{ role: 'user', content: 'Hello' }] };

function post(url: string, body: unknown = prompt, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-of-the-tool', ...headers },
  });
}

const rateLimited = answer(429, {
  error: { message: 'Slow down, please.', type: 'rate_limit_error', code: 'rate_limit_exceeded' },
});

describe('an answer that is no stream', () => {
  it('comes through byte for byte, with where it came from in its headers', async () => {
    const alpha = await upstreamOf(answer(200, chatAnswer, { 'x-request-id': 'req_12' }));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await post(`${endpoint.url}/alpha/v1/chat/completions?x=1`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(JSON.stringify(chatAnswer));
    expect(response.headers.get('x-request-id')).toBe('req_12');
    expect(response.headers.get('x-unwrap-upstream')).toBe('alpha');
    expect(response.headers.get('x-unwrap-model')).toBe('alpha-1');
    expect(response.headers.get('x-unwrap-attempts')).toBe('1');
    const exchange = await endpoint.nextExchange();
    expect(response.headers.get('x-unwrap-id')).toBe(exchange.id);
    expect(exchange).toMatchObject({ outcome: 'answered', status: 200, model: 'alpha-1', path: '/v1/chat/completions' });
    expect(alpha.received[0]?.url).toBe('/v1/chat/completions?x=1');
    expect(alpha.received[0]?.body).toBe(JSON.stringify(prompt));
    expect(alpha.received[0]?.headers.authorization).toBe('Bearer sk-of-the-tool');
  });

  it.each<[string, Step]>([
    ['a rate limit', rateLimited],
    ['an overloaded provider', answer(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })],
    ['a bad gateway', answer(502, { error: { message: 'Bad gateway' } })],
    ['an unavailable service', answer(503, { error: { message: 'Service unavailable' } })],
    ['an HTML page', answer(524, '<html><head><title>524: A timeout occurred</title></head><body></body></html>')],
    ['a reset before any header', reset],
    ['an empty body', answer(200, '', { 'content-type': 'application/json' })],
    ['JSON that ends early', answer(200, JSON.stringify(chatAnswer).slice(0, -30), { 'content-type': 'application/json' })],
    ['a body that is lost on its way', cutBody('{"id":"chatcmpl-7K')],
    ['an error under HTTP 200', answer(200, { error: { code: 502, message: 'Provider returned error' } })],
  ])('is asked for again at the same place after %s', async (_, fault) => {
    const alpha = await upstreamOf(fault, answer(200, chatAnswer));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)]);
    const response = await post(`${endpoint.url}/alpha/v1/chat/completions`);
    expect(await response.json()).toEqual(chatAnswer);
    expect(response.headers.get('x-unwrap-attempts')).toBe('2');
    expect(alpha.received.map(({ body }) => body)).toEqual([JSON.stringify(prompt), JSON.stringify(prompt)]);
    expect(await endpoint.nextExchange()).toMatchObject({
      outcome: 'recovered',
      attempts: [{ upstream: 'alpha' }, { diagnosis: null }],
    });
  });

  it.each<[string, Step]>([
    [
      'a spent quota',
      answer(429, {
        error: {
          message: 'You exceeded your current quota, please check your plan and billing details.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      }),
    ],
    ['an empty balance', answer(402, { error: { message: 'Insufficient credits', code: 402 } })],
    ['a refused key', answer(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } })],
    ['an unknown model', answer(404, { error: { message: 'The model `alpha-1` does not exist', code: 'model_not_found' } })],
  ])('is asked for at the next place, and only once at the first, after %s', async (_, fault) => {
    const alpha = await upstreamOf(fault);
    const beta = await upstreamOf(answer(200, chatAnswer));
    const endpoint = await forwarderOf([upstream('alpha', alpha.url), upstream('beta', beta.url)], {
      routes: [{ match: '*', chain: [{ upstream: '*' }, { upstream: 'beta', model: 'beta-9' }] }],
    });
    const response = await post(`${endpoint.url}/alpha/v1/chat/completions`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-unwrap-upstream')).toBe('beta');
    expect(response.headers.get('x-unwrap-model')).toBe('beta-9');
    expect(alpha.received).toHaveLength(1);
    expect(beta.received[0]?.url).toBe('/v1/chat/completions');
    expect(beta.received[0]?.body).toBe(JSON.stringify({ ...prompt, model: 'beta-9' }));
    expect(beta.received[0]?.headers.authorization).toBeUndefined();
  });
});
