import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import doors from './doors.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** One deliberate violation per door: what the room imports, and the door that must go red. */
const violations: readonly [door: string, file: string, code: string][] = [
  ['door-engine', 'src/engine/readsFiles.ts', `import 'node:fs';`],
  ['door-engine', 'src/engine/knowsTools.ts', `import type { Tool } from '../tools/tool.js'; export type T = Tool;`],
  ['door-tools', 'src/tools/readsFiles.ts', `import 'node:fs';`],
  ['door-watch', 'src/watch/showsThings.ts', `import 'vscode';`],
  ['door-incidents', 'src/incidents/watches.ts', `import '../watch/source.js';`],
  ['door-endpoint', 'src/endpoint/knowsTools.ts', `import '../tools/tool.js';`],
  ['door-fixes', 'src/fixes/watches.ts', `import '../watch/source.js';`],
  ['door-panel', 'src/panel/diagnoses.ts', `import '../engine/explain.js';`],
  ['door-panel', 'src/panel/readsFiles.ts', `import 'node:fs';`],
  ['door-cli', 'src/cli/showsThings.ts', `import '../vscode/extension.js';`],
  ['door-cli', 'src/cli/paintsThings.ts', `import '../panel/messages.js';`],
  ['door-vscode', 'src/vscode/paintsThings.ts', `import '../panel/main.js';`],
  ['door-vscode', 'src/vscode/runsCommands.ts', `import '../cli/main.js';`],
  ['no-stray-rooms', 'src/helpers/anything.ts', `import '../engine/explain.js';`],
  ['no-cycles', 'src/engine/circle.ts', `import './explain.js';`],
];

/** What the violations import, so that each import resolves. */
const targets: Record<string, string> = {
  'src/engine/explain.ts': `import './circle.js';`,
  'src/tools/tool.ts': 'export interface Tool { id: string }',
  'src/watch/source.ts': 'export {};',
  'src/panel/messages.ts': 'export {};',
  'src/panel/main.ts': 'export {};',
  'src/cli/main.ts': 'export {};',
  'src/vscode/extension.ts': 'export {};',
};

let house: string;
let broken: Set<string>;

beforeAll(async () => {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  house = mkdtempSync(path.join(root, '.cache/doors-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'), 'junction');
  for (const [file, code] of [...Object.entries(targets), ...violations.map(([, name, text]) => [name, text] as const)]) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), code);
  }
  const { output } = await cruise(['src'], { ...doors.options, ruleSet: doors, validate: true, baseDir: house });
  if (typeof output === 'string') throw new Error(output);
  broken = new Set(output.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

describe('every door goes red on a deliberate violation', () => {
  test.each(violations)('%s: %s', (door, file) => {
    expect(broken).toContain(`${door} ${file}`);
  });

  test('every room has a violation', () => {
    const proven = new Set(violations.map(([door]) => door));
    expect((doors.forbidden ?? []).map(({ name }) => name).filter((name) => !proven.has(name ?? ''))).toEqual([]);
  });
});
