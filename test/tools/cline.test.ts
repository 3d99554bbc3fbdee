import { describe, expect, it } from 'vitest';
import { sayInEnglish } from '../../src/cli/sayText.js';
import { cline } from '../../src/tools/cline.js';
import { linux, placeOf, readLog } from './recordsOf.js';

const channel = placeOf(cline, 'output channel');
const at = '2026-11-20T12:00:00.123Z';

const started = `${at} LOG [SessionFactory] Resolved from StateManager: provider=openrouter, model=anthropic/claude-sonnet-4.6, hasApiKey=true\n`;
const runFailed = `${at} ERROR [ai-sdk] stream error\n${at} LOG Agent loop caught error\n${at} ERROR Agent run failed\n`;
const event = (fields: object): string =>
  `${at} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify({ ulid: '01KTEST', ...fields })}\n`;
const sent = (text: string): string => `${at} LOG [VscodeSessionHost] send() completed: text=${text}, inputTokens=0\n`;

describe("the SDK bundle's output channel", () => {
  it('tells of a failed turn once, with model and provider, by the telemetry event', () => {
    const error = {
      model: 'anthropic/claude-sonnet-4.6',
      provider: 'openrouter',
      errorMessage: 'Provider returned error',
      errorStatus: 429,
    };
    const log = started + runFailed + event(error) + sent('Provider returned error');
    expect(readLog(channel, log)).toEqual([
      {
        raw: 'Provider returned error',
        provider: 'openrouter',
        model: 'anthropic/claude-sonnet-4.6',
        status: 429,
        headers: null,
      },
    ]);
  });

  it('tells of it by the answer where a telemetry service took the event', () => {
    const log = `${started}${runFailed}${at} LOG [VscodeSessionHost] send() completed: text=Insufficient credits. Add more using https://openrouter.ai/settings/credits, inputTokens=0\n`;
    expect(readLog(channel, log)).toEqual([
      {
        raw: 'Insufficient credits. Add more using https://openrouter.ai/settings/credits',
        provider: 'openrouter',
        model: 'anthropic/claude-sonnet-4.6',
      },
    ]);
  });

  it('says at least that a run failed', () => {
    expect(readLog(channel, `${runFailed}${at} ERROR [VscodeSessionHost] send() error:\n`)).toEqual([
      { raw: 'Agent run failed', provider: null, model: null },
    ]);
    expect(readLog(channel, runFailed + sent('undefined'))).toMatchObject([{ raw: 'Agent run failed' }]);
  });

  it('tells of each of two turns', () => {
    const turn = runFailed + sent('401 No auth credentials found');
    expect(readLog(channel, turn + turn)).toHaveLength(2);
  });

  it('keeps an answer to itself that was none of a failure', () => {
    expect(readLog(channel, `${started}${sent('An API Error: 429 means that you have to wait.')}`)).toEqual([]);
    expect(readLog(channel, `${runFailed}${sent('429')}${sent('The run failed because of a 429; it works now.')}`)).toHaveLength(
      1,
    );
  });

  it('takes no answer of a new session for the error of a former one', () => {
    expect(readLog(channel, `${runFailed}${started}${sent('Retry-After is a header of a 429.')}`)).toEqual([]);
  });

  it('keeps the answers lines together', () => {
    expect(readLog(channel, runFailed + sent('<html>\n<h1>502 Bad Gateway</h1>\n</html>'))).toMatchObject([
      { raw: '<html>\n<h1>502 Bad Gateway</h1>\n</html>' },
    ]);
  });

  it('takes nothing from an event that is cut off, or is another one', () => {
    expect(readLog(channel, event({ errorMessage: 'x' }).slice(0, -9))).toEqual([]);
    expect(readLog(channel, `${at} LOG [NoOpTelemetryProvider] task.provider_api_errors: {"errorMessage":"x"}\n`)).toEqual([]);
  });
});

describe("the classic bundle's output channel", () => {
  it('tells of errors inside of a stream', () => {
    const log =
      'ERROR OpenRouter API Error: 429 - Provider returned error\nERROR OpenRouter Mid-Stream Error: 502 - Upstream error from AtlasCloud: no instance\nERROR Ollama API error (500): llama runner has terminated\n';
    expect(readLog(channel, log)).toEqual([
      { raw: 'OpenRouter API Error: 429 - Provider returned error', provider: 'openrouter' },
      { raw: 'OpenRouter Mid-Stream Error: 502 - Upstream error from AtlasCloud: no instance', provider: 'openrouter' },
      { raw: 'Ollama API error (500): llama runner has terminated', provider: 'ollama' },
    ]);
  });

  it("tells of Cline's own provider by the chunk that was an error, and of no other chunk", () => {
    const log =
      'DEBUG ClineHandler chunk:{"id":"gen-1","choices":[{"delta":{"content":"An API Error: 429 is"}}]}\n' +
      'DEBUG ClineHandler chunk:{"error":{"code":402,"message":"Insufficient balance"}}\n' +
      'ERROR Cline API Error: 402 - Insufficient balance\n' +
      'ERROR Cline API Error: \n' +
      'ERROR [ErrorService] Logging exception\n';
    expect(readLog(channel, log)).toEqual([
      { raw: '{"error":{"code":402,"message":"Insufficient balance"}}', provider: 'cline' },
    ]);
  });

  it('keeps the error of a chunk that broke off in mid-stream, and nothing of the answer', () => {
    const error = { code: 502, message: 'Upstream idle timeout' };
    const chunk = { id: 'gen-2', model: 'z-ai/glm-5.1', choices: [{ delta: { content: 'half an ans' } }], error };
    expect(readLog(channel, `DEBUG ClineHandler chunk:${JSON.stringify(chunk)}\n`)).toEqual([
      { raw: JSON.stringify({ id: 'gen-2', model: 'z-ai/glm-5.1', error }), provider: 'cline' },
    ]);
  });

  it('is silent about ordinary lines', () => {
    const log = 'LOG Task 1 started\nDEBUG retrying after API Error: 429\nINFO Agent run finished\nERROR Failed to read file\n';
    expect(readLog(channel, log)).toEqual([]);
  });
});

describe('places', () => {
  it('are the channel of every extension host, the tasks of every editor, and the home directory', () => {
    const editor = {
      name: 'E',
      logs: 'C:\\logs',
      exthosts: [['*', 'window*', 'exthost']],
      windows: null,
      globalStorage: 'C:\\storage',
    };
    const places = cline.places({
      environment: { platform: 'win32', home: 'C:\\Users\\ada', env: {} },
      editors: [editor, { ...editor, globalStorage: null }],
    });
    expect(places.map(({ root, segments, kind }) => [root, segments.join('|'), kind])).toEqual([
      ['C:\\logs', '*|window*|exthost|output_logging_*|*-Cline.log', 'lines'],
      ['C:\\storage', 'saoudrizwan.claude-dev|tasks|*|ui_messages.json', 'snapshot'],
      ['C:\\logs', '*|window*|exthost|output_logging_*|*-Cline.log', 'lines'],
      ['C:\\Users\\ada\\.cline\\data\\logs', 'cline.log', 'lines'],
      ['C:\\Users\\ada\\.cline\\data\\sessions', '*|*.messages.json', 'snapshot'],
    ]);
  });

  it('and what is out of reach is said', () => {
    expect(cline.outOfReach({ environment: linux, editors: [] }).map(({ reason }) => sayInEnglish(reason))).toEqual([
      expect.stringContaining('Cline keeps only the outermost message'),
    ]);
  });
});
