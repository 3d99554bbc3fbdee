import { describe, expect, it } from 'vitest';
import { createBreakers } from '../../src/endpoint/breakers.js';
import { findReportedFailure } from '../../src/endpoint/reportedFailure.js';
import { forwarderOf, upstreamOf } from './openForwarding.js';
import { chatEvents, responseEvents, send } from './scriptedUpstream.js';
import { upstream } from './startForwarder.js';

/** A chunk of OpenRouter's: the error is not its first field. */
function chunk(fields: object, delta: object = { content: '' }, finish: string | null = null): string {
  const head = { id: 'gen-1a2b', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'alpha-1', provider: 'Beta' };
  return `data: ${JSON.stringify({ ...head, ...fields, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

const done = 'data: [DONE]\n\n';
const failing = chunk({ error: { code: 502, message: 'Provider disconnected' } }, { content: '' }, 'error');
const spaced = 'data: { "error" : { "code": 502, "message": "Provider disconnected" } }\n\n';
const [announced = '', ...texts] = chatEvents('Hel', 'lo, wörld');
const begun = [announced, ...texts.slice(0, 2)];

function post(url: string): Promise<Response> {
  return fetch(`${url}/alpha/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'alpha-1', stream: true }),
    headers: { 'content-type': 'application/json' },
  });
}

async function ask(pieces: readonly (string | Buffer)[]) {
  const alpha = await upstreamOf(send(pieces));
  const endpoint = await forwarderOf([upstream('alpha', alpha.url, { provider: 'openrouter' })]);
  const response = await post(endpoint.url);
  return { text: await response.text(), exchange: await endpoint.nextExchange() };
}

/** The bytes of a text in pieces, cut at these places. */
function cut(text: string, ...places: number[]): Buffer[] {
  const bytes = Buffer.from(text);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

describe('a failure that stands behind other fields of its event', () => {
  const word = failing.indexOf('"error"');
  it.each<[string, readonly (string | Buffer)[]]>([
    ['in a chunk of its own', [...begun, failing, done]],
    ['with white space', [...begun, spaced, done]],
    ['without a terminator behind it', [...begun, failing]],
    ['without the blank line behind it', [...begun, failing.trimEnd()]],
    ['in one chunk with all the rest', [[...begun, failing, done].join('')]],
    ['behind the content of one chunk', [announced, begun.slice(1).join('') + failing + done]],
    ['cut within the word', [...begun, ...cut(failing, word + 3), done]],
    ['cut within the word, twice', [...begun, ...cut(failing, word + 1, word + 6), done]],
    ['cut before its object', [...begun, ...cut(failing, word + 8), done]],
    ['in the lines of Windows', [...begun, failing, done].map((event) => event.replaceAll('\n', '\r\n'))],
  ])('is one %s', async (_, pieces) => {
    const { text, exchange } = await ask(pieces);
    expect(text.replaceAll('\r', '').startsWith(begun.join(''))).toBe(true);
    const reported = text.replaceAll('\r', '').slice(begun.join('').length);
    expect(reported).toMatch(/^data: \{.*Refused by: .*Provider disconnected/);
    expect(reported.match(/^data: /gm)).toHaveLength(1);
    expect(reported).not.toContain('[DONE]');
    expect(exchange).toMatchObject({ outcome: 'broken', status: 200 });
    expect(exchange.attempts[0]?.diagnosis?.message).toContain('Provider disconnected');
  });

  it('counts for the breaker', async () => {
    const refusing = chunk({ error: { code: 502, message: 'Provider returned error' } }, { content: '' }, 'error');
    const alpha = await upstreamOf(send([...begun, refusing, done]));
    const breakers = createBreakers(() => ({ failures: 1, cooldownMs: 60_000 }), Date.now);
    const endpoint = await forwarderOf([upstream('alpha', alpha.url)], {}, { breakers });
    await (await post(endpoint.url)).text();
    expect(breakers.report()).toMatchObject([{ place: { upstream: 'alpha' }, state: 'open' }]);
  });
});

describe('what only looks like a failure', () => {
  const code = 'return res.json({"error":{"code":500}})\n\ndata: {"id":1,"error":{"message":"x"}}\n\n';
  it.each<[string, string]>([
    ['code that the model writes', chunk({}, { content: code })],
    ['the word alone', chunk({}, { content: 'error' })],
    ['the arguments of a call', chunk({}, { tool_calls: [{ index: 0, function: { arguments: '{"error":{"a":1}}' } }] })],
    ['an error that is null', chunk({ error: null }, { content: 'x' })],
    ['an error deep in another field', chunk({ meta: { error: { code: 1 } } }, { content: 'x' })],
    ['an object that a delta holds', chunk({}, { content: 'x', extra: { error: { code: 1 } } })],
  ])('passes: %s', async (_, event) => {
    const whole = [...begun, event, ...texts.slice(2)];
    for (const pieces of [whole, [whole.join('')], cut(whole.join(''), whole.join('').lastIndexOf('error') + 2)]) {
      const { text, exchange } = await ask(pieces);
      expect(text).toBe(whole.join(''));
      expect(exchange).toMatchObject({ outcome: 'answered' });
    }
  });

  it('is told from one behind it in the same chunk', () => {
    const before = chunk({ meta: { error: { code: 1 } } }, { content: 'ö' }) + chunk({ error: null }, { content: code });
    expect(findReportedFailure(Buffer.from(before + failing + done))).toBe(Buffer.byteLength(before));
    expect(findReportedFailure(Buffer.from(before + done))).toBe(-1);
    expect(findReportedFailure(Buffer.from(responseEvents('a').join('')))).toBe(-1);
  });
});
