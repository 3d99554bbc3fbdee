import { describe, expect, it } from 'vitest';
import { kilo } from '../../src/tools/kilo.js';
import { opencode } from '../../src/tools/opencode.js';
import { placeOf, readLog } from './recordsOf.js';

const head = (level: string): string => `timestamp=2026-11-20T12:00:00.123Z level=${level} run=0badcafe`;
const session = (id: string): string => `session.id=ses_${id} small=false agent=build mode=primary`;
const refused = (error: string, id = 'one'): string =>
  `${head('ERROR')} message="stream error" providerID=openrouter modelID=deepseek/deepseek-v3.2 ${session(id)} ${error}\n`;
const ended = (error: string, id = 'one'): string =>
  `${head('ERROR')} message=process session.id=ses_${id} messageID=msg_1 error="${error}" stack="${error}\\n    at run (/x.js:1:2)"\n`;

describe.each([
  [opencode, 'log of opencode'],
  [kilo, 'log of Kilo Code 7'],
])('the log of $0.name', (tool, label) => {
  const place = placeOf(tool, label);

  it('tells of each attempt, with provider and model', () => {
    const attempt = refused('error.error="AI_APICallError: Provider returned error"');
    const told = {
      raw: 'AI_APICallError: Provider returned error',
      provider: 'openrouter',
      model: 'deepseek/deepseek-v3.2',
    };
    expect(readLog(place, attempt + attempt)).toEqual([told, told]);
  });

  it('puts an error together that broke a stream off, with what the provider said', () => {
    const error =
      'error.error.message="Provider returned error" error.error.code=502 error.error.metadata.raw="{\\"message\\":\\"idle = 30 s\\"}" error.error.metadata.provider_name="Atlas Cloud" error.error.metadata.is_byok=false';
    expect(readLog(place, refused(error)).map(({ raw }): unknown => JSON.parse(raw))).toEqual([
      {
        error: {
          message: 'Provider returned error',
          code: 502,
          metadata: { raw: '{"message":"idle = 30 s"}', provider_name: 'Atlas Cloud' },
        },
      },
    ]);
  });

  it('keeps the request to itself that an error may hold', () => {
    const error = `error.error.message="Overloaded" error.error.requestBodyValues.messages="my secret prompt"`;
    expect(JSON.stringify(readLog(place, refused(error)))).not.toContain('secret');
  });

  it("tells of a turn's end only where no call of it was told of", () => {
    const words = "This model's maximum context length is 128000 tokens.";
    expect(readLog(place, refused(`error.error="AI_APICallError: ${words}"`) + ended(words))).toHaveLength(1);
    expect(readLog(place, ended('ProviderModelNotFoundError: no such model'))).toEqual([
      { raw: 'ProviderModelNotFoundError: no such model' },
    ]);
    expect(readLog(place, refused(`error.error="AI_APICallError: ${words}"`) + ended(words, 'two'))).toHaveLength(2);
  });

  it('is silent about what was called off, and about what is no call', () => {
    const log =
      refused('error.error="AbortError: The operation was aborted."') +
      `${head('ERROR')} message="Failed to fetch models.dev" cause="Transport error"\n` +
      `${head('INFO')} message=created title="429 rate limit: level=ERROR message=\\"stream error\\" error.error=\\"x\\""\n`;
    expect(readLog(place, log)).toEqual([]);
  });

  it('takes no pasted line for one of its own', () => {
    const title = 'why? level=ERROR message=\\"stream error\\" error.error=\\"AI_APICallError: 429\\"';
    expect(readLog(place, `${head('ERROR')} message="title failed" title="${title}"\n`)).toEqual([]);
  });
});

const call = (answer: string): string =>
  `ERROR 2026-06-22T10:15:02 +812ms service=llm providerID=openrouter modelID=z-ai/glm-5.1 session.id=ses_1 small=false agent=code mode=primary error={"error":{"name":"AI_APICallError","url":"https://openrouter.ai/api/v1/chat/completions","requestBodyValues":{"model":"z-ai/glm-5.1","messages":[{"role":"user","content":"the \\"responseBody\\":\\"429\\" of a call"}]},${answer},"isRetryable":true}} stream error\n`;

describe('the older form of the log', () => {
  const place = placeOf(kilo, 'logs of Kilo Code 7, older form');
  it("tells of the provider's whole answer, and of nothing else that the record holds", () => {
    const body = '{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"slow down"}}}';
    const answer = `"statusCode":429,"responseHeaders":{"retry-after":"7"},"responseBody":${JSON.stringify(body)}`;
    expect(readLog(place, call(answer))).toEqual([
      { raw: body, status: 429, headers: { 'retry-after': '7' }, provider: 'openrouter', model: 'z-ai/glm-5.1' },
    ]);
  });

  it("tells of a turn's end by its words, and of no other service", () => {
    const log =
      'ERROR 2026-06-22T10:15:02 +3ms service=session.processor session.id=ses_1 messageID=msg_1 error=Provider returned error stack="Error: x\n    at y" process\n' +
      'ERROR 2026-06-22T10:15:03 +3ms service=lsp error=timed out starting\n' +
      'INFO  2026-06-22T10:15:04 +1ms service=llm providerID=openrouter stream\n';
    expect(readLog(place, log)).toEqual([{ raw: 'Provider returned error', provider: null, model: null }]);
  });
});
