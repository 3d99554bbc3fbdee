import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers } from '../../src/engine/providers/list.js';
import { providerOfHost } from '../../src/engine/providers/lookup.js';
import { gzipSync } from 'node:zlib';
import { Answer } from '../../src/watch/wire/answer.js';
import { isTelling, readHead } from '../../src/watch/wire/answerHead.js';
import { readFirstEvent } from '../../src/watch/wire/firstEvent.js';
import { HostTable } from '../../src/watch/wire/hostTable.js';
import { readOperation } from '../../src/watch/wire/operation.js';

const SEED = 20_261_120;

describe('the table of hosts', () => {
  it('still knows whose a host is where settings name it', () => {
    const named = new HostTable(providers, [
      'https://api.openai.com/v1',
      'https://mine.openai.azure.com',
      'http://localhost:11434',
    ]);
    for (const port of ['443', '']) expect(named.find('api.openai.com', port)?.provider).toBe('openai');
    expect(named.find('mine.openai.azure.com', '443')?.provider).toBe('azure');
    expect(named.find('localhost', '11434')?.provider).toBe('ollama');
    expect(named.find('api.openai.com.evil.example', '443')).toBeNull();
  });

  const table = new HostTable(providers, ['http://localhost:8080/v1', 'https://models.corp.example', 'no address', '']);

  it.each(providers.flatMap(({ id, hosts }) => hosts.map((host) => [host, id] as const)))('knows %s of %s', (host) => {
    const named = host.startsWith('.') ? `eu${host}` : host;
    const port = /:(\d+)$/.exec(named)?.[1];
    const known = table.find(port === undefined ? named : named.slice(0, -port.length - 1), port ?? '443');
    expect(known?.provider).toBe(providerOfHost(named)?.id);
  });

  it.each([
    ['api.openai.com', '443', 'openai'],
    ['my-resource.openai.azure.com', '443', 'azure'],
    ['bedrock-runtime.eu-central-1.amazonaws.com', '443', 'bedrock'],
    ['localhost', '11434', 'ollama'],
    ['[::1]', '1234', 'lmstudio'],
  ])('knows %s:%s', (name, port, provider) => {
    expect(table.find(name, port)?.provider).toBe(provider);
  });

  it.each([
    ['localhost', '8080'],
    ['models.corp.example', '443'],
  ])('knows %s:%s, which a tool’s settings name, but not whose it is', (name, port) => {
    expect(table.find(name, port)).toEqual({ provider: null });
  });

  it.each([
    ['localhost', '3000'],
    ['models.corp.example', '8443'],
    ['example.com', '443'],
    ['openai.com.example', '443'],
    ['notopenai.com', '443'],
    ['a.'.repeat(5_000), '443'],
  ])('does not know %s:%s', (name, port) => {
    expect(table.find(name, port)).toBeNull();
  });
});

describe('operations', () => {
  it.each([
    '/api/v1/chat/completions',
    '/v1/responses?stream=true',
    '/v1/messages',
    '/v1/messages?beta=true',
    '/openai/deployments/gpt-5-mini/chat/completions?api-version=2026-01-01',
    '/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse&key=AIza',
    '/v1internal:streamGenerateContent',
    '/v1/projects/p/locations/us/publishers/anthropic/models/claude-sonnet-4-6:streamRawPredict',
    '/model/anthropic.claude-sonnet-4-6-v1%3A0/converse-stream',
    '/api/chat',
    '/v2/chat',
    '/v1/embeddings',
    '/client/v4/accounts/0/ai/run/@cf/meta/llama',
  ])('knows a call by %s', (path) => {
    expect(readOperation('POST', path)).toMatchObject({ kind: 'call', path: path.split('?')[0] });
  });

  it.each(['/v1/models', '/api/v1/models?supported_parameters=tools'])('knows a list of models by %s', (path) => {
    expect(readOperation('GET', path)?.kind).toBe('aside');
  });

  it.each([
    ['GET', '/v1/chat/completions'],
    ['POST', '/api/auth/token'],
    ['POST', '/telemetry/messages/track'],
    ['POST', '/v1/chat/completions/'.padEnd(5_000, '/')],
    ['GET', '/'],
    ['POST', ''],
  ])('knows none by %s %s', (method, path) => {
    expect(readOperation(method, path)).toBeNull();
  });

  it('takes as long for a hostile path as for another', () => {
    const started = performance.now();
    for (let time = 0; time < 1_000; time += 1) readOperation('POST', `/models/${'/models/a:'.repeat(100)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('the head of an answer', () => {
  const names = new Set(
    providers
      .map(({ headers }) => headers)
      .flatMap(({ requestId, retry, rateLimit, model = [], cause }) =>
        [requestId, retry, rateLimit, model, cause ? [cause.code, cause.message] : []].flat(),
      ),
  );

  it.each([...names])('keeps %s, which a provider’s file names', (name) => {
    expect(isTelling(name)).toBe(true);
  });

  it.each([
    'set-cookie',
    'authorization',
    'x-api-key',
    'x-auth-request-id',
    'www-authenticate',
    'content-security-policy',
    'openai-organization',
  ])('does not keep %s', (name) => {
    expect(isTelling(name)).toBe(false);
  });

  it('is read from buffers and texts alike, the first of several values, and bounded', () => {
    const pairs = [
      Buffer.from('Retry-After'),
      [Buffer.from('3'), Buffer.from('9')],
      'X-Request-Id',
      'r'.repeat(9_000),
      'Content-Type',
      'Text/Event-Stream; charset=utf-8',
    ];
    const { headers, type } = readHead(429, 'Too Many Requests', pairs);
    expect(headers['retry-after']).toBe('3');
    expect(headers['x-request-id']).toHaveLength(512);
    expect(type).toBe('text/event-stream; charset=utf-8');
  });
});

describe('the first event of a stream', () => {
  const error = '{"error":{"message":"Overloaded"}}';

  it.each([
    [`data: ${error}\n\n`, 'error'],
    [`data:${error}\r\n\r\n`, 'error'],
    [`\uFEFFevent: error\ndata: {"type":"error"}\n\n`, 'error'],
    [': PROCESSING\n\n: PROCESSING\n\nevent: error\ndata: no JSON\n\n', 'error'],
    ['event: ping\ndata: {"type":"ping"}\n\nevent: response.failed\ndata: {"type":"response.failed"}\n\n', 'error'],
    [`data: [${error}]\n\n`, 'error'],
    ['data: [DONE]\n\n', 'empty'],
    ['data: {"choices":[{"delta":{"content":"error"}}],"error":null}\n\n', 'content'],
    ['event: message_start\ndata: {"type":"message_start"}\n\n', 'content'],
    ['data: {"broken\n\n', 'content'],
  ])('of %j is %s', (text, kind) => {
    expect(readFirstEvent(text, false)?.kind).toBe(kind);
  });

  it.each(['', ': PROCESSING\n\n', 'retry: 3000\n\n', `data: ${error}`, `data: ${error}\n`])('of %j is not there yet', (text) => {
    expect(readFirstEvent(text, false)).toBeNull();
  });

  it('is what stands there where the stream ends without an empty line', () => {
    expect(readFirstEvent(`data: ${error}`, true)?.kind).toBe('error');
    expect(readFirstEvent(': PROCESSING\n\n', true)).toBeNull();
  });

  it('is the same however the stream is cut', () => {
    const text = `: PROCESSING\r\n\r\nevent: error\r\ndata: ${error}\r\n\r\ndata: [DONE]\r\n\r\n`;
    const whole = readFirstEvent(text, true);
    fc.assert(
      fc.property(fc.nat(text.length), (cut) => {
        expect([null, whole]).toContainEqual(readFirstEvent(text.slice(0, cut), false));
      }),
      { seed: SEED },
    );
  });
});

const openStream = (coding = ''): { answer: Answer; told: string[] } => {
  const told: string[] = [];
  const head = readHead(200, 'OK', ['content-type', 'text/event-stream', 'content-encoding', coding]);
  const operation = { kind: 'call', path: '/v1/messages', model: null } as const;
  const asked = { host: { provider: null }, method: 'POST', origin: 'https://llm.example.com', operation };
  return {
    answer: new Answer(
      asked,
      head,
      1_000,
      ({ raw }) => told.push(raw),
      () => undefined,
    ),
    told,
  };
};
const crumbs = (bytes: Buffer): Buffer[] => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));

describe('an event stream that comes in crumbs', () => {
  it('is read to its first event, byte by byte', () => {
    const { answer, told } = openStream();
    const event = `data: {"error":{"message":"${'slow down '.repeat(200)}"}}\n\n`;
    for (const crumb of crumbs(Buffer.from(`: wait\n\n${event}`))) answer.take(crumb);
    expect(told).toEqual([event.trim()]);
  });

  it.each([
    ['that never ends an event', '', Buffer.from('data: a\n'.repeat(4_000))],
    ['packed small', 'gzip', gzipSync(Buffer.from(': wait\n'.repeat(100_000)))],
  ])('%s is let pass', (_, coding, bytes) => {
    const { answer, told } = openStream(coding);
    let taken = 0;
    for (const crumb of crumbs(bytes)) {
      if (!answer.wantsBytes) break;
      answer.take(crumb);
      taken += 1;
    }
    expect(taken).toBeLessThan(4_000);
    expect(told).toEqual([]);
  });
});
