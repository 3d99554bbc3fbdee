import { describe, expect, it } from 'vitest';
import { cursor } from '../../src/tools/cursor.js';
import { desktop, linux, placeOf, readLog } from './recordsOf.js';
import { saying } from '../saying.js';
import { sayInEnglish } from '../../src/cli/sayText.js';

const at = '2026-11-20 12:00:00.202';

const structured = (level: string, message: string, metadata: Record<string, string>): string =>
  `${at} [${level}] ${JSON.stringify({ level, key: 'transport', message, metadata })}\n`;

describe('the structured log', () => {
  const place = placeOf(cursor, 'structured log', 'Cursor');

  it('tells of a failed request once for the same words, with its id and model', () => {
    const line = structured('error', 'Stream error reported from extension host', {
      'error.message': 'PING timed out',
      errorCode: '14',
      requestId: 'r-1',
      modelName: 'claude-4.6-sonnet',
    });
    const other = structured('error', 'Error in AI response', { 'error.message': 'PING timed out', requestId: 'r-2' });
    expect(readLog(place, line + line + other)).toEqual([
      { raw: 'PING timed out', model: 'claude-4.6-sonnet', headers: { 'x-request-id': 'r-1' } },
      { raw: 'PING timed out', model: null, headers: { 'x-request-id': 'r-2' } },
    ]);
  });

  it('leaves out successes, retries and what was called off', () => {
    const log =
      structured('info', 'agent.turn.outcome', { outcome: 'success' }) +
      structured('error', '[AGENT_ERROR_DIAGNOSTICS] requestId=r decision=RETRY', { 'error.message': 'x', requestId: 'r' }) +
      structured('error', 'Stream error reported from extension host', {
        'error.message': '[canceled] user aborted',
        requestId: 'r',
      }) +
      structured('error', 'Stream error reported from extension host', {
        'error.message': 'gone',
        errorCode: '1',
        requestId: 'r',
      }) +
      structured('error', 'Agent host turn failed', { requestId: 'r' });
    expect(readLog(place, log)).toEqual([]);
  });
});

describe("the window's log", () => {
  const place = placeOf(cursor, 'window log', 'Cursor');

  it("tells of connect errors and of Cursor's own, with their text", () => {
    const details =
      '{"error":"ERROR_BAD_MODEL_NAME","details":{"title":"AI Model Not Found","detail":"Model name is not valid: \\"x\\""}}';
    const log =
      `${at} [error] An unknown error occurred. {"name":"ConnectError","rawMessage":"read ETIMEDOUT","code":14}\n` +
      `${at} [error] Request ID: 1-2\n${details}\nConnectError: [not_found] Error\n    at a.b (vscode-file://vscode-app/x.js:1:1)\n`;
    expect(readLog(place, log).map(({ raw }) => raw)).toEqual([
      expect.stringContaining('read ETIMEDOUT'),
      expect.stringContaining('ERROR_BAD_MODEL_NAME'),
    ]);
  });

  it('leaves out what was called off, and lines that only mention it', () => {
    const log =
      `${at} [error] {"error":"ERROR_USER_ABORTED_REQUEST"} ConnectError: [aborted] Error\n` +
      `${at} [error] ConnectError {"name":"ConnectError","code":1}\n` +
      `${at} [info] a ConnectError would be shown here\n`;
    expect(readLog(place, log)).toEqual([]);
  });
});

describe('places', () => {
  it('are those of windows of Cursor, and the folder in the home directory', () => {
    const places = cursor.places({ environment: linux, editors: [desktop('Cursor'), desktop('VS Code')] });
    expect(places.map((place) => [place.root, ...place.segments].join('/'))).toEqual([
      '/logs/window1/exthost/anysphere.cursor-always-local/Cursor Structured Logs*.log',
      '/logs/window1/exthost/anysphere.cursor-agent-exec/Cursor Agent*.log',
      '/logs/window1/renderer*.log',
      '/home/ada/.cursor/logs/*.log',
    ]);
  });

  it('and an editor that is not Cursor is told so', () => {
    expect(
      cursor.outOfReach({ environment: linux, editors: [desktop('VS Code')] }).map(({ reason }) => sayInEnglish(reason)),
    ).toContainEqual(expect.stringMatching(/This editor is not Cursor.*`unwrap` is a separate install/));
    expect(cursor.outOfReach({ environment: linux, editors: [{ ...desktop('Cursor'), windows: null }] })).toContainEqual({
      label: saying('window log (Cursor)'),
      reason: saying('The log of the window is kept on the machine that shows it, not on this one.'),
    });
  });
});
