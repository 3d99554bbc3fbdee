/** A file that cannot be read may hold a key in plain text, and what is said of it goes where others read it. */
import { describe, expect, it } from 'vitest';
import { mapsOf, parseYamlText, valueOf } from '../../../src/tools/edits/yamlText.js';
import { parseTomlText } from '../../../src/tools/edits/tomlText.js';
import { mistakeOf } from '../../../src/tools/edits/mistakeOf.js';
import { Refusal } from '../../../src/tools/settings/refusal.js';

const KEY = 'kR7invented0123456789invented0123';
const path = '/home/someone/config';

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return JSON.stringify([error.reason, error.remedy]);
    throw error;
  }
  throw new Error('The text was read.');
}

describe('of a key that makes a file unreadable nothing is repeated', () => {
  it.each([`api_key = ${KEY}`, `port = 12${KEY}`, `api_key = "${KEY}`, `api_key "${KEY}"`, `api_key = '${KEY}' ${KEY}`])(
    'in TOML: %s',
    (text) => expect(refusalOf(() => parseTomlText({ path, text }))).not.toContain(KEY),
  );

  it.each([`apiKey: |${KEY}\n  x`, `apiKey: !x!${KEY} y`, `apiKey: "x" ${KEY}`, `apiKey: ${KEY}\n  ${KEY}: 1`])(
    'in YAML: %s',
    (text) => expect(refusalOf(() => parseYamlText({ path, text }))).not.toContain(KEY),
  );

  it('in an alias of YAML that leads nowhere', () => {
    const yaml = parseYamlText({ path, text: `models:\n  - apiKey: *${KEY}\n` });
    const [map] = mapsOf(yaml, 'models');
    if (!map) throw new Error('The list is empty.');
    expect(refusalOf(() => valueOf(yaml, map))).not.toContain(KEY);
  });
});

it('says what is wrong all the same', () => {
  expect(mistakeOf(`Invalid float "${KEY}"`)).toBe('Invalid float');
  expect(mistakeOf('Expected "=" for key-value')).toBe('Expected "=" for key-value');
  expect(mistakeOf('Invalid escape sequence: \\q')).toBe('Invalid escape sequence: \\q');
  expect(mistakeOf('Value already defined for sk-or-v1-0123456789abcdef0123456789abcdef')).not.toContain('0123456789');
});
