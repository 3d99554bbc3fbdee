import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, readConfig, type LoadedConfig } from '../../src/endpoint/config.js';
import { InvalidConfig, sayProblem } from '../../src/endpoint/configProblem.js';
import { defaultConfigFile, stateFolder, type Machine } from '../../src/endpoint/folders.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unwrap-config-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const machine: Machine = { platform: 'linux', home: '/home/ada', env: { MOCK_KEY: 'mk-1' } };

function read(text: string, env: Machine['env'] = machine.env): LoadedConfig {
  return readConfig(text, { file: path.join(folder, 'c.jsonc'), shownAs: 'c.jsonc', mayBeMissing: true }, { ...machine, env });
}

function complaintsOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.message;
    throw error;
  }
  throw new Error('The configuration was taken.');
}

describe('the configuration', () => {
  it('has every default where the file is empty', () => {
    const { config, warnings } = read('');
    expect(config).toMatchObject({
      routes: [],
      retry: { attempts: 3, baseMs: 500, capMs: 30_000, budgetMs: 120_000 },
      breaker: { failures: 5, cooldownMs: 30_000 },
      timeouts: { connectMs: 10_000, firstTokenMs: 120_000, idleMs: 60_000, totalMs: 600_000 },
      concurrency: { perUpstream: 8, queue: 64 },
      holdBytes: 32 * 1024 * 1024,
      explain: true,
      whenExhausted: 'auto',
    });
    expect(warnings).toEqual([]);
  });

  it('knows upstreams without a line of it', () => {
    const { upstreams } = read('{}').config;
    expect(upstreams.get('openrouter')?.prefixUrl).toBe('https://openrouter.ai');
    expect(upstreams.get('openai')).toMatchObject({
      prefixUrl: 'https://api.openai.com',
      baseUrls: { openai: 'https://api.openai.com/v1' },
      provider: 'openai',
      key: null,
    });
    expect(upstreams.get('anthropic')?.baseUrls.anthropic).toBe('https://api.anthropic.com');
    expect(upstreams.get('ollama')?.prefixUrl).toBe('http://localhost:11434');
    for (const { prefixUrl, baseUrls } of upstreams.values()) {
      for (const url of Object.values(baseUrls)) expect(new URL(url).origin).toBe(prefixUrl);
    }
  });

  it('reads comments, trailing commas, a $schema, a partial section and a key from the environment', () => {
    const { config, warnings } = read(`\uFEFF{
      // the one for tests
      "$schema": "x", "retry": { "attempts": 5, },
      "upstreams": { "mock": { "baseUrl": "http://127.0.0.1:9191/api/v1/", "protocol": "openai", "key": { "env": "MOCK_KEY" } }, },
      "routes": [{ "match": "a/*", "chain": [{ "upstream": "*" }, { "upstream": "mock", "model": "b", "for": ["context_length"] }] }],
    }`);
    expect(warnings).toEqual([]);
    expect(config.retry).toEqual({ attempts: 5, baseMs: 500, capMs: 30_000, budgetMs: 120_000 });
    expect(config.upstreams.get('mock')).toEqual({
      name: 'mock',
      prefixUrl: 'http://127.0.0.1:9191/api/v1',
      baseUrls: { openai: 'http://127.0.0.1:9191/api/v1' },
      provider: null,
      key: 'mk-1',
    });
    expect(config.routes).toEqual([
      { match: 'a/*', chain: [{ upstream: '*' }, { upstream: 'mock', model: 'b', for: ['context_length'] }] },
    ]);
  });

  it('adds a key to a known upstream and leaves the rest of it as it is', () => {
    const { upstreams } = read('{"upstreams":{"anthropic":{"key":{"env":"MOCK_KEY"}}}}').config;
    expect(upstreams.get('anthropic')).toMatchObject({
      prefixUrl: 'https://api.anthropic.com',
      provider: 'anthropic',
      key: 'mk-1',
    });
  });

  it.each([
    ['https://proxy.example', 'https://proxy.example'],
    ['https://proxy.example/api/v1', 'https://proxy.example/api/v1'],
  ])('moves a known upstream to %s with both of its protocols', (baseUrl, prefixUrl) => {
    expect(read(JSON.stringify({ upstreams: { openrouter: { baseUrl } } })).config.upstreams.get('openrouter')).toMatchObject({
      prefixUrl,
      baseUrls: { openai: 'https://proxy.example/api/v1', anthropic: 'https://proxy.example/api' },
      provider: 'openrouter',
    });
  });

  it('takes a gateway that speaks both protocols', () => {
    const team = {
      baseUrl: 'http://127.0.0.1:4000',
      baseUrls: { openai: 'http://127.0.0.1:4000/v1', anthropic: 'http://127.0.0.1:4000' },
    };
    expect(read(JSON.stringify({ upstreams: { team } })).config.upstreams.get('team')).toMatchObject({
      prefixUrl: 'http://127.0.0.1:4000',
      baseUrls: team.baseUrls,
    });
  });

  it.each([
    ['{\n  "retry": { "attempts": 0 }\n}', 'c.jsonc:2:14: retry.attempts: must be at least 1'],
    ['{\n  "retrys": {}\n}', 'c.jsonc:2:3: retrys: there is no such key here; is "retry" meant?'],
    ['{"retry":{"atempts":2}}', 'c.jsonc:1:11: retry.atempts: there is no such key here; is "attempts" meant?'],
    ['{"explain":"no"}', 'c.jsonc:1:2: explain: must be a boolean, and is another text'],
    ['{"retry":{"baseMs":1.5}}', 'c.jsonc:1:11: retry.baseMs: must be a whole number, and is 1.5'],
    ['{"whenExhausted":"never"}', 'must be one of "keep", "stop", "auto", and is another text'],
    ['{"routes":[{"match":"a","chain":[]}]}', 'routes[0].chain: must not be empty'],
    ['{"routes":[{"match":"a","chain":[{"upstream":"*","for":["rate_limits"]}]}]}', 'routes[0].chain[0].for[0]: must be one of '],
    ['[]', 'c.jsonc:1:1: must be an object, and is a list'],
    ['{"a":', 'c.jsonc:1:6: this is not JSON with comments: value expected'],
    ['{"upstreams":{"mock":{}}}', 'upstreams.mock: a name that is not known needs a "baseUrl"'],
    ['{"upstreams":{"~x":{"baseUrl":"http://a"}}}', 'a name is up to 64 letters'],
    ['{"upstreams":{"m":{"baseUrl":"ftp://a"}}}', 'upstreams.m.baseUrl: a base URL begins with https:// or http://'],
    ['{"upstreams":{"m":{"baseUrl":"https://u:p@a/v1"}}}', 'holds no credentials'],
    ['{"upstreams":{"m":{"baseUrl":"https://a/{id}/v1"}}}', 'a placeholder is still to be filled in'],
    ['{"upstreams":{"m":{"baseUrl":"nonsense"}}}', 'this is not a URL'],
    [
      '{"upstreams":{"m":{"baseUrl":"https://a","baseUrls":{"anthropic":"https://b"}}}}',
      'an upstream is one place, here https://a',
    ],
    [
      '{"routes":[{"match":"a","chain":[{"upstream":"openruoter"}]}]}',
      'there is no upstream "openruoter"; is "openrouter" meant?',
    ],
    [
      '{"routes":[{"match":"a/*","chain":[{"upstream":"*"}]},\n{"match":"a/b*","chain":[{"upstream":"*"}]}]}',
      'c.jsonc:2:2: routes[1].match: "a/b*" can never match, because routes[0] ("a/*") comes first',
    ],
  ])('says where and why: %s', (text, complaint) => {
    expect(complaintsOf(text)).toContain(complaint);
  });

  it('says everything that is wrong at once', () => {
    expect(complaintsOf('{"explain":1,"retry":{"attempts":0},"x":1}').split('\n')).toHaveLength(3);
  });

  it('never repeats a key that was written where its place belongs', () => {
    const said = complaintsOf('{"upstreams":{"openai":{"key":"sk-very-secret"}}}');
    expect(said).toContain('{"env": "NAME"}');
    expect(said).not.toContain('very-secret');
  });

  it('only warns of a key that is not set, and of plain http to elsewhere', () => {
    const { config, warnings } = read('{"upstreams":{"mock":{"baseUrl":"http://10.0.0.5/v1","key":{"env":"MOCK_KEY"}}}}', {});
    expect(config.upstreams.get('mock')?.key).toBeNull();
    expect(warnings.map((each) => sayProblem('c.jsonc', each))).toEqual([
      expect.stringContaining('unencrypted'),
      expect.stringMatching(/^c\.jsonc:1:\d+: upstreams\.mock\.key: the environment variable MOCK_KEY is not set/),
    ]);
  });

  it.runIf(process.platform !== 'win32')('reads a key from a file that is its owner’s alone', () => {
    const file = path.join(folder, 'key');
    const text = '{"upstreams":{"openai":{"key":{"file":"key"}}}}';
    writeFileSync(file, 'sk-from-file\n');
    chmodSync(file, 0o644);
    expect(read(text)).toMatchObject({ warnings: [{ text: expect.stringContaining('chmod 600') }] });
    chmodSync(file, 0o600);
    expect(read(text).config.upstreams.get('openai')?.key).toBe('sk-from-file');
  });

  it('is empty where the default place has no file, and says so where a file was named', () => {
    const place = { file: path.join(folder, 'none.jsonc'), shownAs: 'none.jsonc', mayBeMissing: true };
    expect(loadConfig(place, machine).config.routes).toEqual([]);
    expect(() => loadConfig({ ...place, mayBeMissing: false }, machine)).toThrow('none.jsonc: there is no such file');
  });
});

describe('the folders', () => {
  const mac: Machine = { platform: 'darwin', home: '/Users/ada', env: {} };
  it.each([
    [defaultConfigFile(machine), '/home/ada/.config/unwrap/endpoint.jsonc'],
    [defaultConfigFile({ ...machine, env: { XDG_CONFIG_HOME: '/etc/ada' } }), '/etc/ada/unwrap/endpoint.jsonc'],
    [defaultConfigFile({ ...machine, env: { XDG_CONFIG_HOME: 'relative' } }), '/home/ada/.config/unwrap/endpoint.jsonc'],
    [defaultConfigFile(mac), '/Users/ada/Library/Application Support/unwrap/endpoint.jsonc'],
    [stateFolder(machine), '/home/ada/.local/state/unwrap'],
    [stateFolder({ ...machine, env: { XDG_STATE_HOME: '/var/ada' } }), '/var/ada/unwrap'],
    [stateFolder(mac), '/Users/ada/Library/Application Support/unwrap'],
    [stateFolder({ platform: 'win32', home: '/u', env: { LOCALAPPDATA: '/u/Local' } }), '/u/Local/unwrap'],
  ])('%s', (folderOrFile, expected) => {
    expect(folderOrFile.replaceAll('\\', '/')).toBe(expected);
  });
});
