import { describe, expect, it } from 'vitest';
import { geminiCli } from '../../src/tools/geminiCli.js';
import { placeOf, readLog } from './recordsOf.js';

const place = placeOf(geminiCli, 'reports');
const answer = JSON.stringify({ error: { code: 429, message: 'Quota exceeded. Retry in 31 s.', status: 'RESOURCE_EXHAUSTED' } });
const report = (message: string, context: unknown): string =>
  JSON.stringify({ error: { message, stack: `ApiError: ${message}\n    at x` }, context }, null, 2);

describe('a report', () => {
  it("tells of the provider's answer, and of nothing of the conversation behind it", () => {
    const context = [{ role: 'user', parts: [{ text: 'a secret', error: { message: '503' } }] }];
    expect(readLog(place, report(answer, context))).toEqual([{ raw: answer }]);
    expect(readLog(place, report(answer, context).replaceAll('\n', '\r\n'))).toEqual([{ raw: answer }]);
  });

  it('is not read where it begins otherwise: an error within the conversation is none of a call', () => {
    expect(readLog(place, JSON.stringify({ context: [{ error: { message: answer } }] }, null, 2))).toEqual([]);
    expect(readLog(place, '{\n  "error": {\n    "message": "cut of')).toEqual([]);
    expect(readLog(place, report('AbortError: The user aborted a request.', []))).toEqual([]);
  });
});
