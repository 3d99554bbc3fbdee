import { describe, expect, it } from 'vitest';
import { copilot } from '../../src/tools/copilot.js';
import { placeOf, readLog } from './recordsOf.js';

const place = placeOf(copilot, 'log of Copilot Chat');
const line = (level: string, text: string, second = '00'): string => `2026-11-20 12:00:${second}.100 [${level}] ${text}\n`;
const request = (outcome: string, second?: string): string =>
  line('info', `ccreq:0badcafe.copilotmd | ${outcome} | gpt-5.6 -> gpt-5.6-2026-08-07 | 248ms | [panel/editAgent]`, second);
const BODY = '{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"slow down","provider_name":"Chutes"}}}';

describe("Copilot Chat's log", () => {
  it('tells of a refused call with the whole answer and its request id, once', () => {
    const log =
      line('info', 'Request ID for failed request: 08d5-11ee') +
      line('error', `Server error: 429 ${BODY}`) +
      request('rateLimited');
    expect(readLog(place, log)).toEqual([
      { raw: `Server error: 429 ${BODY}`, status: 429, headers: { 'x-request-id': '08d5-11ee' } },
    ]);
  });

  it("keeps a gateway's page over many lines together", () => {
    const log = `${line('error', 'Server error: 502 <!DOCTYPE html>\n<h1>502 Bad Gateway</h1>')}${request('failed', '01')}`;
    expect(readLog(place, log)).toEqual([
      { raw: 'Server error: 502 <!DOCTYPE html>\n<h1>502 Bad Gateway</h1>', status: 502, headers: null },
    ]);
  });

  it('tells of a request without an answer by what became of it, with the model that it reached', () => {
    expect(readLog(place, request('networkError'))).toMatchObject([{ model: 'gpt-5.6-2026-08-07' }]);
    // The answer of half a minute ago was another one's.
    const log = line('error', `Server error: 429 ${BODY}`, '00') + request('quotaExceeded', '30');
    expect(readLog(place, log)).toHaveLength(2);
  });

  it.each(['success', 'canceled', 'length', 'failed', 'unknown'])('is silent about a request that came to %s', (outcome) => {
    expect(readLog(place, request(outcome))).toEqual([]);
  });

  it('is silent about what only speaks of errors', () => {
    const log = line('info', 'Server error: 429 would be retried') + line('error', 'Could not read the Server error: 500 page');
    expect(readLog(place, log)).toEqual([]);
  });
});
