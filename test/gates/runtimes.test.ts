import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What a room may not see, because its runtime does not have it. */
const violations: readonly [room: string, code: string, error: string][] = [
  ['engine', 'export const home = process.cwd();', `Cannot find name 'process'`],
  ['engine', 'export const title = document.title;', `Cannot find name 'document'`],
  ['tools', 'export const url = new URL("https://example.com");', `Cannot find name 'URL'`],
  ['incidents', 'export const timer = setTimeout(() => 0, 1);', `Cannot find name 'setTimeout'`],
  ['watch', 'export const title = document.title;', `Cannot find name 'document'`],
  ['panel', 'export const home = process.cwd();', `Cannot find name 'process'`],
  ['cli', 'export const title = document.title;', `Cannot find name 'document'`],
  ['vscode', 'export const title = document.title;', `Cannot find name 'document'`],
];

let scratch: string;

beforeAll(() => {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  scratch = mkdtempSync(path.join(root, '.cache/runtimes-'));
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** The compiler's complaints about `code` under the room's own settings. */
function complaints(room: string, code: string): string {
  const folder = mkdtempSync(path.join(scratch, `${room}-`));
  writeFileSync(path.join(folder, 'violation.ts'), code);
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: `${root}/src/${room}/tsconfig.json`, include: ['violation.ts'] }),
  );
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' }).stdout;
}

describe('a room cannot see what its runtime lacks', () => {
  test.each(violations)('%s: %s', (room, code, error) => {
    expect(complaints(room, code)).toContain(error);
  });

  test('plain code passes', () => {
    expect(complaints('engine', 'export const one = 1;')).toBe('');
  });
});
