import * as fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { parseJsonText, setJson, type JsonValue } from '../../../src/tools/edits/jsonText.js';
import { applyEdits } from '../../../src/tools/edits/textEdit.js';
import { saying } from '../../saying.js';

const set = (text: string, path: readonly (string | number)[], value: JsonValue): string =>
  applyEdits(text, setJson(parseJsonText({ path: '/settings.json', text }), path, value));

describe('setJson', () => {
  it('replaces a value and nothing else', () => {
    const text = '{\r\n\t// chosen by hand\r\n\t"model" : "a", /* why */\r\n\t"b": [1,\r\n2]\r\n}';
    expect(set(text, ['model'], 'x/y')).toBe(text.replace('"a"', '"x/y"'));
  });

  it.each([
    ['{"a":1}', '{"a":1, "n": {\n  "m": "x"\n}}'],
    ['{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "n": {\n    "m": "x"\n  }\n}\n'],
    ['{\n    "a": 1, // note\n}\n', '{\n    "a": 1, // note\n    "n": {\n        "m": "x"\n    },\n}\n'],
    ['{\n  "a": 1 // note\n}\n', '{\n  "a": 1, // note\n  "n": {\n    "m": "x"\n  }\n}\n'],
    ['{\n  "a": 1 /* b */\n  // end\n}', '{\n  "a": 1, /* b */\n  "n": {\n    "m": "x"\n  }\n  // end\n}'],
    ['{}', '{\n  "n": {\n    "m": "x"\n  }\n}'],
    ['{\n  // nothing yet\n}\n', '{\n  "n": {\n    "m": "x"\n  }\n  // nothing yet\n}\n'],
    ['', '{\n  "n": {\n    "m": "x"\n  }\n}\n'],
    ['// only a comment\n', '// only a comment\n{\n  "n": {\n    "m": "x"\n  }\n}\n'],
    ['// only a comment', '// only a comment\n{\n  "n": {\n    "m": "x"\n  }\n}\n'],
    ['{"n":{}}', '{"n":{\n  "m": "x"\n}}'],
    ['{"a":1\n, "n":{"k":2}}', '{"a":1\n, "n":{"k":2, "m": "x"}}'],
  ])('adds to %j in the manner of its neighbours', (text, expected) => {
    expect(set(text, ['n', 'm'], 'x')).toBe(expected);
  });

  it('changes the one of two properties of one name that counts', () => {
    expect(set('{"m":"a","m":"b"}', ['m'], 'c')).toBe('{"m":"a","m":"c"}');
  });

  it('says where a file is broken, and where no object stands', () => {
    expect(() => parseJsonText({ path: '/s.json', text: '{\n  "a": ,\n}' })).toThrow(
      expect.objectContaining({ at: { path: '/s.json', line: 2, column: 8 }, reason: saying('not valid JSON') }),
    );
    expect(() => set('{"env": []}', ['env', 'URL'], 'x')).toThrow(
      expect.objectContaining({ at: { path: '/settings.json', line: 1, column: 9 } }),
    );
  });

  it('comes out as intended from any layout, with every comment where it was', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(document, fc.array(key, { minLength: 1, maxLength: 3 }), (text, path) => {
        const before: unknown = parse(text);
        let holder: unknown = before;
        for (const step of path.slice(0, -1)) holder = Object(holder)[step];
        fc.pre(path.slice(0, -1).every((_, depth) => isObjectOrMissing(before, path.slice(0, depth + 1))));
        const after = set(text, path, 'new "value"');
        expect(parse(after)).toEqual(withValue(before, path, 'new "value"'));
        expect(commentsOf(after)).toEqual(commentsOf(replaced(text, path)));
        expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
        expect(/[^\r]\n/.test(after) && text.includes('\r\n')).toBe(false);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

/** Names from a small set, so that paths meet what is there. */
const key = fc.constantFrom('model', 'env', 'a b', 'URL');

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>('text', 'with // no comment', '\u00e9\u{1f600}', 1, true, null, []),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
})).object;

/** One document in a layout of its own: indentation, comments, commas, line ends. */
const document = fc
  .record({
    value,
    unit: fc.constantFrom('', ' ', '  ', '    ', '\t'),
    comments: fc.boolean(),
    trailing: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ value: root, unit, comments, trailing, crlf }) => {
    let number = 0;
    const comment = (): string => (comments ? ` // c${(number += 1)}` : '');
    const render = (each: JsonValue, indent: string): string => {
      if (typeof each !== 'object' || each === null || Array.isArray(each)) return JSON.stringify(each);
      const entries = Object.entries(each);
      if (entries.length === 0) return '{}';
      const inner = indent + unit;
      const lines = entries.map(([name, content], index) => {
        const comma = index < entries.length - 1 || trailing ? ',' : '';
        return unit === ''
          ? `${JSON.stringify(name)}:${render(content, inner)}${comma}`
          : `${inner}${JSON.stringify(name)}: ${render(content, inner)}${comma}${comment()}`;
      });
      return unit === '' ? `{${lines.join('')}}` : `{${comment()}\n${lines.join('\n')}\n${indent}}`;
    };
    const text = `${render(root, '')}\n`;
    return crlf && unit !== '' ? text.replaceAll('\n', '\r\n') : text;
  });

function isObjectOrMissing(root: unknown, path: readonly string[]): boolean {
  let holder: unknown = root;
  for (const step of path) {
    holder = Object(holder)[step];
    if (holder === undefined) return true;
    if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return false;
  }
  return true;
}

function withValue(root: unknown, [step, ...rest]: readonly string[], content: unknown): unknown {
  if (step === undefined) return content;
  return { ...Object(root), [step]: withValue(Object(root)[step], rest, content) };
}

function commentsOf(text: string): string[] {
  return text.match(/\/\/ c\d+/g) ?? [];
}

/** The document without the value that is replaced, and so without the comments in it. */
function replaced(text: string, path: readonly string[]): string {
  const json = parseJsonText({ path: '', text });
  let node = json.root;
  for (const step of path) {
    node = node?.children?.findLast((each) => each.children?.[0]?.value === step)?.children?.[1] ?? null;
  }
  return node === null ? text : text.slice(0, node.offset) + text.slice(node.offset + node.length);
}
