import { expect, it } from 'vitest';
import { createBreakers } from '../../src/endpoint/breakers.js';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { answer, chatAnswer, silence } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

const long = answer(400, {
  error: { message: "This model's maximum context length is 8192 tokens.", code: 'context_length_exceeded' },
});
const broken = answer(500, { error: { message: 'Internal error' } });

function post(url: string, note: string): Promise<Response> {
  return fetch(`${url}/alpha/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: 'alpha-1', note }) });
}

it('goes to no place for all where the one that is kept for the category rests', async () => {
  const alpha = await upstreamOf(long);
  const large = await upstreamOf(broken);
  const other = await upstreamOf(answer(200, chatAnswer));
  const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 60_000 }), Date.now);
  const chain = [{ upstream: '*' }, { upstream: 'large', for: ['context_length' as const] }, { upstream: 'other' }];
  const upstreams = [upstream('alpha', alpha.url), upstream('large', large.url), upstream('other', other.url)];
  const endpoint = await forwarderOf(
    upstreams,
    { routes: [{ match: '*', chain }], retry: { attempts: 1, baseMs: 1, capMs: 1, budgetMs: 1000 } },
    { breakers },
  );
  // The large one fails, which is a failure for which any place will do.
  expect((await post(endpoint.url, 'first')).headers.get('x-unwrap-upstream')).toBe('other');
  const second = await post(endpoint.url, 'second');
  expect(second.status).toBe(400);
  expect(await second.text()).toContain('maximum context length');
  expect(large.received).toHaveLength(1);
  expect(other.received).toHaveLength(1);
});

it('ends a request as a whole when its time is over, and gives the probe of its place back', async () => {
  const alpha = await upstreamOf(broken, silence, answer(200, chatAnswer));
  const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 20 }), Date.now);
  const timeouts = { connectMs: 5000, firstTokenMs: 5000, idleMs: 5000, totalMs: 200 };
  const endpoint = await forwarderOf(
    [upstream('alpha', alpha.url)],
    { timeouts, retry: { attempts: 1, baseMs: 1, capMs: 1, budgetMs: 1000 } },
    { breakers },
  );
  expect((await post(endpoint.url, 'first')).status).toBe(500);
  const late = await post(endpoint.url, 'second');
  expect(late.status).toBe(504);
  expect(await late.text()).toContain('had not finished');
  expect((await alpha.received[1]?.aborted) ?? 0).toBeGreaterThan(0);
  expect((await post(endpoint.url, 'third')).status).toBe(200);
});
