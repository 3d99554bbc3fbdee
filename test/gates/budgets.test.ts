import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const entries = {
  'extension/activation': 'src/vscode/extension.ts',
  'extension/session': 'src/vscode/startSession.ts',
  'extension/desk': 'src/vscode/openDesk.ts',
  'extension/endpoint': 'src/cli/endpointMain.ts',
  'extension/mcp': 'src/cli/mcpMain.ts',
  unwrap: 'src/cli/main.ts',
  panel: 'src/panel/main.ts',
};
/** Of the panel, built beside its script. */
const STYLE = 'media/panel.css';

let house: string;

beforeAll(() => {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  house = mkdtempSync(path.join(root, '.cache/budgets-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'), 'junction');
  for (const file of ['esbuild.mjs', 'package.json']) cpSync(path.join(root, file), path.join(house, file));
  for (const file of [...Object.values(entries), STYLE]) mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, STYLE), '');
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

/** Builds tiny bundles, one of them swollen to two megabytes. */
function buildWithSwollen(name: string | null) {
  for (const [bundle, file] of Object.entries(entries)) {
    writeFileSync(
      path.join(house, file),
      bundle === name ? `console.log(${JSON.stringify('x'.repeat(2_000_000))});` : 'export {};',
    );
  }
  return spawnSync(process.execPath, ['esbuild.mjs'], { cwd: house, encoding: 'utf8' });
}

test('small bundles pass', () => {
  expect(buildWithSwollen(null)).toMatchObject({ status: 0, stderr: '' });
});

test.each(Object.keys(entries))('a swollen %s bundle fails the build and is named', (name) => {
  const { status, stderr } = buildWithSwollen(name);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(String.raw`dist/${name}\.\w+ is \d+ bytes over its budget`));
});
