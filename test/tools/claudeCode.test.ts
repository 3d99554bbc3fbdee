import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/tools/claudeCode.js';
import { placeOf, readLog } from './recordsOf.js';

const place = placeOf(claudeCode, 'transcripts');
const time = '2026-11-20T12:00:00.123Z';
const at = Date.UTC(2026, 10, 20, 12, 0, 0, 123);
const line = (entry: object): string => `${JSON.stringify({ uuid: '00', ...entry, timestamp: time, sessionId: '01' })}\n`;
const said = (model: string, text: string, more: object = {}): string =>
  line({
    type: 'assistant',
    message: { id: 'm', model, role: 'assistant', content: [{ type: 'text', text }] },
    ...more,
  });
const failed = (text: string, more: object = {}): string =>
  said('<synthetic>', text, { isApiErrorMessage: true, error: 'rate_limit', ...more });
const OVERLOADED = 'API Error: 529 Overloaded. This is a server-side issue, usually temporary.';

const retried = (error: object): string =>
  line({ type: 'system', subtype: 'api_error', level: 'error', error, retryInMs: 500, retryAttempt: 1, maxRetries: 10 });

describe('a transcript', () => {
  it('tells of a failed turn with its status, its request and the model that answered before', () => {
    const log = said('claude-opus-4-8', 'Hello.') + failed(OVERLOADED, { apiErrorStatus: 529, requestId: 'req_00' });
    expect(readLog(place, log)).toEqual([
      { raw: OVERLOADED, status: 529, headers: { 'request-id': 'req_00' }, model: 'claude-opus-4-8', at },
    ]);
  });

  it('tells of a call that is tried again, by what came back', () => {
    const body = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    expect(readLog(place, retried({ status: 529, headers: {}, requestID: 'req_01', error: body }))).toEqual([
      { raw: JSON.stringify(body), status: 529, headers: { 'request-id': 'req_01' }, model: null, at },
    ]);
    expect(readLog(place, retried({ cause: { code: 'ECONNREFUSED' } }))).toMatchObject([
      { raw: 'Connection error. (ECONNREFUSED)' },
    ]);
    expect(readLog(place, retried({}))).toEqual([]);
  });

  it('is never alarmed by what a person, the model or a command said', () => {
    const pasted = failed(OVERLOADED);
    const log =
      line({ type: 'user', message: { role: 'user', content: `429 rate limit ${pasted}` } }) +
      line({ type: 'user', message: { role: 'user', content: [{ type: 'tool_result', is_error: true, content: OVERLOADED }] } }) +
      line({ type: 'user', toolUseResult: { isApiErrorMessage: true, type: 'assistant', message: OVERLOADED } }) +
      line({ type: 'attachment', attachment: { subtype: 'api_error', isApiErrorMessage: true } }) +
      said('claude-opus-4-8', OVERLOADED) +
      said('claude-opus-4-8', OVERLOADED, { isApiErrorMessage: true }) +
      line({ type: 'queue-operation', operation: 'enqueue', content: pasted }) +
      line({ type: 'last-prompt', lastPrompt: pasted }) +
      said('<synthetic>', 'No response requested.');
    expect(readLog(place, log)).toEqual([]);
  });

  it('is silent about what was called off, and about a line that is cut', () => {
    expect(readLog(place, failed('API Error: Request was aborted.'))).toEqual([]);
    expect(readLog(place, failed(OVERLOADED).slice(0, -9))).toEqual([]);
  });
});
