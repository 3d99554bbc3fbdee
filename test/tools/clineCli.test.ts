import { describe, expect, it } from 'vitest';
import { cline } from '../../src/tools/cline.js';
import { placeOf, readLog } from './recordsOf.js';

const entry = (level: number, fields: object, second = '00'): string =>
  `${JSON.stringify({ level, time: `2026-11-20T12:00:${second}.307Z`, pid: 1, hostname: 'h', name: 'cline.cli', ...fields })}\n`;
const BODY = JSON.stringify({ error: { message: 'Provider returned error', code: 429, metadata: { raw: 'slow down' } } });
const call = (second?: string, prompt = 'hello'): string =>
  entry(
    50,
    {
      providerId: 'openrouter',
      severity: 'error',
      err: {
        type: 'E',
        message: 'Provider returned error',
        requestBodyValues: { model: 'z-ai/glm-5.1', messages: [{ role: 'user', content: prompt }] },
        statusCode: 429,
        responseHeaders: { 'retry-after': '7', 'x-odd': 'a"}b' },
        responseBody: BODY,
        isRetryable: true,
        data: { error: { message: 'Provider returned error' } },
      },
      msg: '[ai-sdk] stream error',
    },
    second,
  );
const ended = (second?: string): string =>
  entry(
    50,
    { runId: 'run_1', errorName: 'Error', errorMessage: 'Provider returned error', msg: 'Agent loop caught error' },
    second,
  ) + entry(50, { runId: 'run_1', err: { type: 'Error', message: 'Provider returned error' }, msg: 'Agent run failed' }, second);

describe("the command line's log", () => {
  const place = placeOf(cline, 'command line log');

  it("tells of a failed call once, with the provider's whole answer", () => {
    expect(readLog(place, call() + ended())).toEqual([
      {
        raw: BODY,
        status: 429,
        headers: { 'retry-after': '7', 'x-odd': 'a"}b' },
        model: 'z-ai/glm-5.1',
        provider: 'openrouter',
      },
    ]);
  });

  it('tells of it though the prompt was cut out of the record, and keeps no prompt', () => {
    const long = call('00', `my secret ${'x'.repeat(2_000)} "responseBody":"no"`);
    const cut = `${long.slice(0, 900)}\n[…]\n${long.slice(1_500)}`;
    const told = readLog(place, cut);
    expect(told).toMatchObject([{ raw: BODY, status: 429 }]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('tells of a run by its own words where the call left none', () => {
    expect(readLog(place, ended())).toEqual([{ raw: 'Provider returned error', provider: null }]);
    expect(readLog(place, call('00') + ended('00') + ended('30'))).toHaveLength(2);
  });

  it('is silent about what is no call', () => {
    const log =
      entry(30, { event: 'sdk.error', properties: { error_message: '429' }, msg: 'telemetry.event' }) +
      entry(50, { err: { message: 'ENOENT: no such file' }, msg: 'hook failed' }) +
      entry(30, { prompt: '{"level":50,"msg":"Agent run failed","errorMessage":"429"}', msg: 'CLI run started' });
    expect(readLog(place, log)).toEqual([]);
  });
});

const file = (...messages: object[]): string =>
  JSON.stringify({ version: 1, messages, system_prompt: 'You are Cline.' }, null, 2);

describe("a session's messages", () => {
  const place = placeOf(cline, 'sessions');
  const failed = {
    id: 'error_00',
    role: 'assistant',
    content: [{ type: 'text', text: 'Provider returned error' }],
    ts: 1_795_000_000_000,
    metadata: { displayOnly: true, displayRole: 'error' },
    modelInfo: { id: 'z-ai/glm-5.1', provider: 'openrouter' },
  };
  const prompt = {
    id: 'user_00',
    role: 'user',
    content: [{ type: 'text', text: `{"id": "error_00", "displayRole": "error"}\n    }\n${JSON.stringify(failed, null, 2)}` }],
    ts: 1_794_999_999_000,
  };
  /** As the watch cuts it. */
  const objects = (text: string): string[] =>
    text
      .split(place.objectStart ?? '')
      .slice(1)
      .map((rest) => (place.objectStart ?? '') + rest);
  const read = (text: string) =>
    objects(text).flatMap((part) => place.openReader()({ text: part, message: part, level: null, at: null }) ?? []);

  it('tell of a failed turn with its model, and of no prompt that looks like one', () => {
    const told = { raw: 'Provider returned error', provider: 'openrouter', model: 'z-ai/glm-5.1', at: failed.ts };
    expect(objects(file(prompt, failed))).toHaveLength(2);
    expect(read(file(prompt, failed))).toEqual([told]);
    expect(read(file(prompt, failed, prompt))).toEqual([told]);
    expect(read(file(prompt))).toEqual([]);
  });

  it('are waited for while they are being written', () => {
    const text = file(prompt, failed);
    expect(read(text.slice(0, text.lastIndexOf('modelInfo')))).toEqual([]);
  });
});
