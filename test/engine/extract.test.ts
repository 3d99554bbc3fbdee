import { describe, expect, it } from 'vitest';
import { extractFailures } from '../../src/engine/extract.js';
import { readRecord, splitRecords } from '../../src/engine/records.js';
import {
  bareLevel,
  continueCli,
  continueCore,
  isoLevel,
  jsonLines,
  keyValue,
  opencodeLog,
  vscodeLog,
} from '../../src/engine/formats.js';

const local = (...fields: readonly [number, number, number, number, number, number, number]): number =>
  new Date(...fields).getTime();

const messages = (text: string): string[] => splitRecords(text, bareLevel).map((record) => record.message);

describe('records', () => {
  it.each([
    ['VS Code’s log', vscodeLog, '2026-10-06 09:34:25.905 [error] boom', 'error', local(2026, 9, 6, 9, 34, 25, 905)],
    ['Cline’s channel', isoLevel, '2026-08-22T20:11:02.113Z ERROR boom', 'error', Date.UTC(2026, 7, 22, 20, 11, 2, 113)],
    ['Cline’s older channel', bareLevel, 'WARN boom', 'warn', null],
    [
      'Continue’s command line',
      continueCli,
      '2026-10-06 09:34:25.905 [S1] [error]: boom',
      'error',
      local(2026, 9, 6, 9, 34, 25, 905),
    ],
    ['Continue’s core', continueCore, '[2026-01-01T12:00:00] boom', null, local(2026, 0, 1, 12, 0, 0, 0)],
    [
      'opencode',
      keyValue,
      'timestamp=2026-11-20T11:40:58.286Z level=ERROR boom',
      'error',
      Date.UTC(2026, 10, 20, 11, 40, 58, 286),
    ],
    ['older opencode', opencodeLog, 'ERROR 2026-06-20T15:51:44 +2ms boom', 'error', Date.UTC(2026, 5, 20, 15, 51, 44)],
  ] as const)('reads the head of %s', (_, format, text, level, at) => {
    expect(readRecord(`${text}\r\n`, format)).toEqual({ text, message: 'boom', level, at });
  });

  it('keeps continuation lines with the record they belong to, whatever the line ends', () => {
    const log = ['ERROR one', '  at a', '', 'LOG two', '{"x":1}', 'ERROR three'];
    expect(messages(log.join('\n'))).toEqual(['one\n  at a\n', 'two\n{"x":1}', 'three']);
    expect(messages(log.join('\r\n')).map((message) => message.replaceAll('\r\n', '\n'))).toEqual(messages(log.join('\n')));
  });

  it('makes one record of the lines before the first head', () => {
    expect(splitRecords('banner\nmore\nERROR one\n', bareLevel).map((record) => record.text)).toEqual([
      'banner\nmore',
      'ERROR one',
    ]);
  });

  it('reads each line of JSON lines as a record', () => {
    expect(splitRecords('{"a":1}\n{"a":2}\n', jsonLines)).toHaveLength(2);
  });
});

describe('extractFailures', () => {
  it('takes an error body over many lines for one failure', () => {
    const body = JSON.stringify({ error: { message: 'Rate limit exceeded, please retry later', code: 429 } }, null, 2);
    expect(extractFailures(body.replaceAll('\n', '\r\n'))).toHaveLength(1);
  });

  it('takes a stack trace for one failure', () => {
    const trace = 'Error: connect ECONNREFUSED 127.0.0.1:11434\n    at A (a.js:1:1)\n    at B (b.js:2:2)\n';
    expect(extractFailures(trace)).toEqual([{ raw: trace.trim(), at: null }]);
  });

  it('finds the failures of a whole log with their times, and nothing else', () => {
    const log = [
      '2026-08-22T20:11:00.004Z LOG [SessionFactory] Resolved from StateManager: provider=openrouter, hasApiKey=true',
      '2026-08-22T20:11:01.000Z LOG 200 OK in 312ms',
      '2026-08-22T20:11:02.113Z ERROR OpenRouter API Error: 402 - Insufficient credits. Add more using https://openrouter.ai/credits',
      '2026-08-22T20:11:03.000Z LOG Transient network interruption before any model output; retrying',
      '2026-08-22T20:11:04.000Z ERROR Request failed: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
      '2026-08-22T20:11:05.000Z DEBUG checkpoint saved',
    ].join('\n');
    expect(extractFailures(log).map((failure) => failure.at)).toEqual([
      Date.UTC(2026, 7, 22, 20, 11, 2, 113),
      Date.UTC(2026, 7, 22, 20, 11, 4),
    ]);
  });

  it.each([
    'The request was throttled by the service',
    'Model nova-2 not exist.',
    '400 Your organization must be verified to stream this model.',
    'provider stream ended without a terminal event',
    '当前模型繁忙，请稍后再试',
  ])('finds %j among a log’s ordinary records, whatever its level', (failure) => {
    const log = [
      '2026-08-22T20:11:00.404Z LOG [SessionFactory] Resolved provider',
      `2026-08-22T20:11:01.000Z LOG ${failure}`,
      '2026-08-22T20:11:02.503Z LOG {"done":true,"errors":0}',
      '2026-08-22T20:11:03.000Z DEBUG checkpoint saved',
    ].join('\n');
    expect(extractFailures(log).map((found) => found.at)).toEqual([Date.UTC(2026, 7, 22, 20, 11, 1)]);
  });

  it.each(['', '   \n', 'Compiled successfully.', 'const limit = 429;'])('finds nothing in %j', (text) => {
    expect(extractFailures(text)).toEqual([]);
  });
});
