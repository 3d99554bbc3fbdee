import { expect, it } from 'vitest';
import { parseJsonText } from '../../../src/tools/edits/jsonText.js';
import { parseTomlText } from '../../../src/tools/edits/tomlText.js';
import { mapsOf, parseYamlText, valueOf } from '../../../src/tools/edits/yamlText.js';

const DEEP = 200_000;

it.each([
  ['JSON', () => parseJsonText({ path: '/a.json', text: '['.repeat(DEEP) })],
  ['YAML', () => parseYamlText({ path: '/a.yaml', text: '['.repeat(DEEP) })],
  ['TOML', () => parseTomlText({ path: '/a.toml', text: `a = ${'['.repeat(DEEP)}` })],
] as const)('%s that is nested beyond reason is refused like any file that cannot be read', { timeout: 30_000 }, (_, parse) => {
  expect(parse).toThrow(expect.objectContaining({ name: 'Refusal' }));
});

it('YAML whose aliases multiply is refused', () => {
  const levels = Array.from(
    { length: 12 },
    (_, index) => `a${index}: &a${index} [${Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*a${index - 1}`)).join(',')}]`,
  );
  const yaml = parseYamlText({ path: '/a.yaml', text: `${levels.join('\n')}\nmodels:\n  - model: *a11\n` });
  const [map] = mapsOf(yaml, 'models');
  expect(() => map && valueOf(yaml, map)).toThrow(expect.objectContaining({ name: 'Refusal' }));
});
