import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { takeBack } from '../../../src/tools/edits/takeBack.js';
import { saying } from '../../saying.js';

const URL = 'http://127.0.0.1:4141/openrouter/api/v1';

describe('takeBack', () => {
  it('takes a value out of a file that the tool has written anew', () => {
    const before = '{"providers":{"openrouter":{"settings":{"model":"a"},"updatedAt":"1"}}}';
    const after = before.replace('"a"', `"a", "baseUrl": "${URL}"`);
    const now = JSON.stringify(
      { providers: { openrouter: { settings: { model: 'b', baseUrl: URL }, updatedAt: '2' }, other: {} } },
      null,
      2,
    );
    expect(parse(takeBack({ path: '/providers.json', before, after, now }))).toEqual({
      providers: { openrouter: { settings: { model: 'b' }, updatedAt: '2' }, other: {} },
    });
  });

  it('puts a value back, and keeps what others have added to an object that the fix made', () => {
    const before = '{\n  // mine\n  "model": "a"\n}\n';
    const after = `{\n  // mine\n  "model": "b",\n  "provider": { "openrouter": { "options": { "baseURL": "${URL}" } } }\n}\n`;
    const now = after.replace('{\n  // mine', '{\n  "$schema": "s",\n  // mine').replace('"baseURL"', '"timeout": 5, "baseURL"');
    const taken = takeBack({ path: '/opencode.jsonc', before, after, now });
    expect(parse(taken)).toEqual({ $schema: 's', model: 'a', provider: { openrouter: { options: { timeout: 5 } } } });
    expect(taken).toContain('// mine');
  });

  it('finds what was added to a list wherever it stands now', () => {
    const before = '[{"name":"a"}]';
    const after = '[{"name":"a"},{"name":"ours","models":[1]}]';
    expect(
      parse(takeBack({ path: '/list.json', before, after, now: '[{"name":"new"},{"name":"a"},{"name":"ours","models":[1]}]' })),
    ).toEqual([{ name: 'new' }, { name: 'a' }]);
    expect(() => takeBack({ path: '/list.json', before, after, now: '[{"name":"a"},{"name":"ours","models":[2]}]' })).toThrow(
      expect.objectContaining({ remedy: saying('by hand') }),
    );
  });

  it('leaves a value alone that is another one now', () => {
    const change = { path: '/s.json', before: '{"model":"a"}', after: '{"model":"b"}', now: '{"model":"c"}' };
    expect(() => takeBack(change)).toThrow(expect.objectContaining({ reason: saying('"model" has been changed since the fix') }));
    expect(takeBack({ ...change, before: '{}', now: '{}' })).toBe('{}');
  });

  it.each(['\n', '\r\n'])('takes lines out of other formats, and keeps line ends (%j)', (ends) => {
    const text = (...lines: string[]): string => lines.join(ends);
    const before = text('# top', 'model = "a"', '', '[b]', 'c = 1', '');
    const after = text(
      '# top',
      'model = "a"',
      'model_provider = "unwrap"',
      '',
      '[b]',
      'c = 1',
      '',
      '[model_providers.unwrap]',
      'base_url = "u"',
      '',
    );
    const added = text('[projects."/x"]', 'trust_level = "trusted"', '');
    expect(takeBack({ path: '/config.toml', before, after, now: `# new${ends}${after}${added}` })).toBe(
      `# new${ends}${before}${added}`,
    );
    expect(() => takeBack({ path: '/config.toml', before, after, now: after.replace('"u"', '"v"') })).toThrow(
      expect.objectContaining({ remedy: saying('by hand') }),
    );
    expect(() => takeBack({ path: '/config.toml', before, after, now: after + after })).toThrow(
      expect.objectContaining({ remedy: saying('by hand') }),
    );
  });

  it.each([
    ['a = 1\nmodel = "a"\n', 'a = 1\nmodel = "b"\n', 'a = 1\r\nmodel = "b"\r\nz = 2\r\n', 'a = 1\r\nmodel = "a"\r\nz = 2\r\n'],
    ['a = 1\r\nmodel = "a"', 'a = 1\r\nmodel = "b"', 'a = 1\nmodel = "b"', 'a = 1\nmodel = "a"'],
    ['A=1', 'A=1\r\nB=2\r\n', '# new\r\nA=1\r\nB=2\r\n', '# new\r\nA=1'],
  ])('writes in the line ends that the file has by now: %j', (before, after, now, expected) => {
    expect(takeBack({ path: '/config.toml', before, after, now })).toBe(expected);
  });
});
