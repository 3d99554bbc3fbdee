import { parse } from '@decimalturn/toml-patch';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/tools/edits/textEdit.js';
import { parseTomlText, setToml } from '../../../src/tools/edits/tomlText.js';
import { saying } from '../../saying.js';

const set = (text: string, path: readonly string[], value: string): string =>
  applyEdits(text, setToml(parseTomlText({ path: '/config.toml', text }), path, value));

describe('setToml', () => {
  it.each([
    ["model = 'a' # why\r\n", ['model'], 'model = "x" # why\r\n'],
    ['model="""a"""\n[b]\n', ['model'], 'model="x"\n[b]\n'],
    ['# top\n\n[a]\nmodel = "a"\n', ['model'], '# top\n\nmodel = "x"\n\n[a]\nmodel = "a"\n'],
    ['a = 1\n\n[b]\nc = 2\n', ['model'], 'a = 1\nmodel = "x"\n\n[b]\nc = 2\n'],
    ['a = 1', ['model'], 'a = 1\nmodel = "x"'],
    ['', ['model'], 'model = "x"\n'],
    ['# nothing', ['model'], '# nothing\nmodel = "x"\n'],
    ['  [p."a b"]\n  k = 1\n\n[z]\n', ['p', 'a b', 'url'], '  [p."a b"]\nurl = "x"\n  k = 1\n\n[z]\n'],
    ['p = { q = { url = "a", n = 1 } }\n', ['p', 'q', 'url'], 'p = { q = { url = "x", n = 1 } }\n'],
    ['p.q.url = "a"\n', ['p', 'q', 'url'], 'p.q.url = "x"\n'],
    ['a = "\u00e9\u{1f600}" # \u{1f600}\nmodel = "b"\n', ['model'], 'a = "\u00e9\u{1f600}" # \u{1f600}\nmodel = "x"\n'],
    ['a = 1\n', ['p', 'q r', 'url'], 'a = 1\n\n[p."q r"]\nurl = "x"\n'],
  ])('changes %j at %j alone', (text, path, expected) => {
    expect(set(text, path, 'x')).toBe(expected);
  });

  it.each([
    ['[[list]]\nmodel = "a"\n', ['list', 'model']],
    ['p = { n = 1 }\n', ['p', 'url']],
  ])('does not add to %j, which has no such place', (text, path) => {
    expect(() => set(text, path, 'x')).toThrow(expect.objectContaining({ remedy: saying('by hand') }));
  });

  it('says where a file is broken', () => {
    expect(() => parseTomlText({ path: '/config.toml', text: 'a = 1\nmodel = \n' })).toThrow(
      expect.objectContaining({
        reason: saying('not valid TOML'),
        at: { path: '/config.toml', line: 2, column: expect.any(Number) },
      }),
    );
  });

  it('comes out as intended from any layout', { timeout: 30_000 }, () => {
    const value = fc.constantFrom(
      '"text"',
      "'literal'",
      '12',
      'true',
      '[1, # c\n 2]',
      '"""\nlong\n"""',
      '{ a = "b" }',
      '2026-11-20',
      '"\u{1f600}"',
    );
    const row = fc.tuple(
      fc.constantFrom('model', 'name', '"a b"', 'x.y'),
      value,
      fc.constantFrom('', ' # c', '\n# own line\n'),
      fc.constantFrom('', '  ', '\t'),
    );
    const rows = fc.uniqueArray(row, { selector: ([key]) => key, maxLength: 4 });
    const layout = fc.record({
      top: rows,
      tables: fc.uniqueArray(fc.tuple(fc.constantFrom('t', 't.u', 'w."q r"', 'model_providers.p'), rows), {
        selector: ([name]) => name,
        maxLength: 4,
      }),
      crlf: fc.boolean(),
      end: fc.boolean(),
      path: fc.constantFrom(['model'], ['t', 'name'], ['w', 'q r', 'url'], ['model_providers', 'p', 'base_url']),
    });
    fc.assert(
      fc.property(layout, ({ top, tables, crlf, end, path }) => {
        const write = (some: typeof top): string[] =>
          some.map(([key, content, comment, indent]) => `${indent}${key} = ${content}${comment}`);
        const lines = ['# top', ...write(top), ...tables.flatMap(([name, content]) => ['', `[${name}]`, ...write(content)])];
        const text = lines.join('\n') + (end ? '\n' : '');
        const wanted = crlf ? text.replaceAll('\n', '\r\n') : text;
        const before = read(wanted);
        fc.pre(before !== null && isText(before, path));
        const after = set(wanted, path, 'new "value"');
        expect(read(after)).toEqual(withValue(before, path, 'new "value"'));
        expect(after.match(/#.*/g)).toEqual(wanted.match(/#.*/g));
        expect(wanted.includes('\r\n') && after.replaceAll('\r\n', '').includes('\n')).toBe(false);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

function read(text: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parse(text)));
  } catch {
    return null;
  }
}

/** Whether a text or nothing stands there, and tables on the way. */
function isText(root: unknown, path: readonly string[]): boolean {
  let holder: unknown = root;
  for (const step of path) {
    if (typeof holder !== 'object') return false;
    holder = Object(holder)[step];
    if (holder === undefined) return true;
  }
  return typeof holder === 'string';
}

function withValue(root: unknown, [step, ...rest]: readonly string[], content: unknown): unknown {
  if (step === undefined) return content;
  return { ...Object(root), [step]: withValue(Object(root)[step], rest, content) };
}
