import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '../../../src/tools/edits/textEdit.js';
import { mapsOf, parseYamlText, setYaml } from '../../../src/tools/edits/yamlText.js';
import { saying } from '../../saying.js';

const change = (text: string, key: string, value: string, at = 0): string => {
  const yaml = parseYamlText({ path: '/config.yaml', text });
  const map = mapsOf(yaml, 'models')[at];
  if (!map) throw new Error('There is no such entry.');
  return applyEdits(text, setYaml(yaml, map, key, value, 'model'));
};

const URL = 'http://127.0.0.1:4141/openrouter/api/v1/';

describe('setYaml', () => {
  it.each([
    [
      'models:\n  - name: A\n    model: x # why\n    apiKey: k\n',
      `models:\n  - name: A\n    model: x # why\n    apiBase: ${URL}\n    apiKey: k\n`,
    ],
    ['models:\n- model: x\n  name: A', `models:\n- model: x\n  apiBase: ${JSON.stringify(URL).slice(1, -1)}\n  name: A`],
    ['models:\n  - name: A\n    model: x', `models:\n  - name: A\n    model: x\n    apiBase: ${URL}`],
    ['models: [{ name: A, model: x }]\n', `models: [{ name: A, model: x, apiBase: "${URL}" }]\n`],
    [
      'models:\r\n  -   model: "x"\r\n      name: A\r\n',
      `models:\r\n  -   model: "x"\r\n      apiBase: ${URL}\r\n      name: A\r\n`,
    ],
  ])('adds a line to %j', (text, expected) => {
    const after = change(text, 'apiBase', URL);
    expect(parse(after)).toEqual({
      models: [{ name: 'A', model: 'x', ...(text.includes('apiKey') ? { apiKey: 'k' } : {}), apiBase: URL }],
    });
    expect(after.replaceAll(`"${URL}"`, URL)).toBe(expected.replaceAll(`"${URL}"`, URL));
  });

  it.each([
    ["model: 'a''b'", "model: 'x/y'"],
    ['model: "a"  # c', 'model: "x/y"  # c'],
    ['model:', 'model: x/y'],
    ['model:   # later', 'model: x/y   # later'],
    ['model: &m a', 'model: &m x/y'],
    ['model: |\n      a\n    name: B', 'model: x/y\n    name: B'],
  ])('replaces the value of %j alone', (line, expected) => {
    const text = `models:\n  - provider: p\n    ${line}\n# end\n`;
    expect(change(text, 'model', 'x/y')).toBe(`models:\n  - provider: p\n    ${expected}\n# end\n`);
  });

  it('quotes what would read back as something else', () => {
    for (const value of ['yes', '1.5', 'a: b', 'a #b', '- a', '', 'null', '@a', 'a:', 'a\nb', "it's", 'a\u2028b']) {
      for (const old of ['a', '"a"', "'a'"]) {
        expect(parse(change(`models:\n  - model: ${old}\n`, 'model', value))).toEqual({ models: [{ model: value }] });
      }
    }
  });

  it('does not change through an anchor what is used elsewhere', () => {
    const text = 'models:\n  - name: A\n    model: &m a\n  - name: B\n    model: *m\n';
    expect(() => change(text, 'model', 'b')).toThrow(
      expect.objectContaining({ at: { path: '/config.yaml', line: 3, column: expect.any(Number) } }),
    );
    expect(parse(change(text, 'model', 'b', 1))).toEqual({
      models: [
        { name: 'A', model: 'a' },
        { name: 'B', model: 'b' },
      ],
    });
  });

  it('does not change an entry that another one merges in', () => {
    const text = 'models:\n  - &a\n    name: A\n    model: a\n  - <<: *a\n    name: B\n    model: b\n';
    for (const key of ['model', 'apiBase'])
      expect(() => change(text, key, 'x')).toThrow(
        expect.objectContaining({ reason: saying('used elsewhere in the file, as *a') }),
      );
    expect(change(text, 'model', 'x/y', 1)).toBe(text.replace('model: b', 'model: x/y'));
  });

  it('says where a file is broken', () => {
    expect(() => parseYamlText({ path: '/config.yaml', text: 'models:\n  - name: "A\n' })).toThrow(
      expect.objectContaining({
        reason: saying('not valid YAML'),
        at: expect.objectContaining({ path: '/config.yaml' }),
      }),
    );
  });

  it('comes out as intended from any layout', { timeout: 30_000 }, () => {
    const scalar = fc.constantFrom('plain', '"double # no comment"', "'single'", '12', 'with space');
    const layout = fc.record({
      entries: fc.array(
        fc.dictionary(fc.constantFrom('name', 'provider', 'apiKey', 'apiBase'), scalar, { noNullPrototype: true }),
        { minLength: 1, maxLength: 4 },
      ),
      dash: fc.constantFrom('- ', '-   '),
      indent: fc.constantFrom('', '  ', '    '),
      comments: fc.boolean(),
      crlf: fc.boolean(),
      pick: fc.nat(),
      key: fc.constantFrom('model', 'apiBase'),
    });
    fc.assert(
      fc.property(layout, ({ entries, dash, indent, comments, crlf, pick, key }) => {
        const lines = entries.flatMap((entry, number) =>
          Object.entries({ ...entry, model: `m${number}` }).map(
            ([name, content], index) =>
              `${indent}${index === 0 ? dash : ' '.repeat(dash.length)}${name}: ${content}${comments ? ` # c${number}${index}` : ''}`,
          ),
        );
        const text = ['# top', 'models:', ...lines, 'other: 1', ''].join(crlf ? '\r\n' : '\n');
        const at = pick % entries.length;
        const after = change(text, key, URL, at);
        const before: { models: object[] } = parse(text);
        expect(parse(after)).toEqual({
          ...before,
          models: before.models.with(at, { ...before.models[at], [key]: URL }),
        });
        expect(after.match(/# c\d+/g)).toEqual(text.match(/# c\d+/g));
        expect(/[^\r]\n/.test(after)).toBe(!crlf);
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });
});
