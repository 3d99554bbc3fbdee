import { describe, expect, it } from 'vitest';
import { readRecord } from '../../src/engine/records.js';
import { continueTool } from '../../src/tools/continue.js';
import { desktop, linux, placeOf, readLog } from './recordsOf.js';
import { saying } from '../saying.js';

const SECRET = 'sk-this-is-a-prompt';

function webviewFailure(type: string, error: string): string {
  const message = {
    msg: { messageId: '1', messageType: type, data: { messages: [{ role: 'user', content: `${SECRET}\n\nError: no` }] } },
  };
  return `2026-11-20 12:00:00.100 [error] [Extension Host] Error handling webview message: ${JSON.stringify(message, null, 2)}\n\n${error}\n`;
}

describe("the window's log", () => {
  const place = placeOf(continueTool, 'window log');

  it('tells of a failed call without the prompt', () => {
    const observations = readLog(
      place,
      `2026-11-20 12:00:00.000 [info] hello\n${webviewFailure('llm/streamChat', 'Error: 429 Provider returned error')}`,
    );
    expect(observations).toEqual([{ raw: 'Error: 429 Provider returned error' }]);
  });

  it('keeps an answer of many lines', () => {
    const error = 'Error: HTTP 502 Bad Gateway from https://example.test/v1/chat/completions\n\n<html>\n<h1>502</h1>\n</html>';
    expect(readLog(place, webviewFailure('llm/streamChat', error))).toEqual([{ raw: error }]);
  });

  it('leaves out what reaches no model, what was called off, and a record without an end', () => {
    expect(readLog(place, webviewFailure('readFile', 'Error: ENOENT: no such file'))).toEqual([]);
    expect(readLog(place, webviewFailure('llm/streamChat', 'AbortError: This operation was aborted'))).toEqual([]);
    expect(readLog(place, webviewFailure('llm/streamChat', 'Error: x').slice(0, 120))).toEqual([]);
  });

  it('is on another machine in a remote window, and that is said', () => {
    const scope = { environment: linux, editors: [{ ...desktop('code-server'), windows: null }] };
    expect(continueTool.places(scope).map(({ label }) => label)).toEqual([
      saying('core log (JetBrains)'),
      saying('command line log'),
    ]);
    expect(continueTool.outOfReach(scope)[0]).toEqual({
      label: saying('window log (code-server)'),
      reason: saying('kept on the machine that shows the window'),
    });
  });
});

describe('the logs in the home directory', () => {
  it('tell of a failed call of the core, whose clock is UTC', () => {
    const place = placeOf(continueTool, 'core log');
    const log =
      '[2026-11-20T12:00:00] [info] Starting Continue core... \n' +
      '[2026-11-20T12:00:01] Error running handler for "llm/streamChat":  Error: 429 Provider returned error\n' +
      '[2026-11-20T12:00:02] Error running handler for "config/reload":  Error: no such file\n';
    expect(readLog(place, log)).toEqual([{ raw: 'Error: 429 Provider returned error' }]);
    expect(readRecord(log.slice(0, log.indexOf('\n')), place.format).at).toBe(Date.UTC(2026, 10, 20, 12));
  });

  it('tell of a failed turn of the command line', () => {
    const place = placeOf(continueTool, 'command line log');
    const log =
      '2026-11-20 12:00:00.000 [ab12cd34] [info]: hello\n' +
      '2026-11-20 12:00:01.000 [ab12cd34] [error]: \n\u001B[31mError: 400 Provider returned error\u001B[39m\n' +
      '2026-11-20 12:00:02.000 [ab12cd34] [error]: Failed to connect to MCP server {"name":"x"}\n';
    expect(readLog(place, log)).toEqual([{ raw: 'Error: 400 Provider returned error' }]);
  });

  it.each([
    [{ platform: 'linux', home: '/home/ada', env: {} }, '/home/ada/.continue/logs'],
    [{ platform: 'darwin', home: '/Users/ada', env: {} }, '/Users/ada/.continue/logs'],
    [{ platform: 'win32', home: 'C:\\Users\\ada', env: {} }, 'C:\\Users\\ada\\.continue\\logs'],
    [{ platform: 'linux', home: '/home/ada', env: { CONTINUE_GLOBAL_DIR: '/srv/continue/' } }, '/srv/continue/logs'],
  ] as const)('are looked for where Continue keeps them: %o', (environment, root) => {
    const places = continueTool.places({ environment, editors: [] });
    expect(places.map(({ root: found, segments }) => [found, segments])).toEqual([
      [root, ['core.log']],
      [root, ['cn*.log']],
    ]);
  });
});
