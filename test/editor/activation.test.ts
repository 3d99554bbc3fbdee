import { runTests } from '@vscode/test-electron';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleForEditor } from '../workbench/bundleForEditor.js';
import { provideUnwrap } from '../workbench/buildExtensions.js';
import { findEditors } from '../workbench/desktopEditor.js';
import { makeScratch } from '../workbench/scratch.js';
import { findExecutable } from './findExecutable.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const executable = findEditors().map(findExecutable)[0];
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const missing =
  executable === undefined
    ? 'no desktop editor (code, code-insiders, codium, cursor, windsurf) is on the PATH'
    : hasDisplay
      ? null
      : 'there is no display';
if (missing !== null) console.warn(`\n*** SKIPPED: Unwrap was NOT tried in a desktop editor: ${missing}. ***\n`);

it.skipIf(missing !== null)('Unwrap comes up in a desktop editor', async () => {
  await provideUnwrap(root, console.log);
  const suite = path.join(root, '.cache', 'editor-suite.cjs');
  await bundleForEditor(path.join(import.meta.dirname, 'suite.ts'), suite);
  const scratch = await makeScratch();
  try {
    const code = await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs: [
        scratch.workspace,
        '--user-data-dir',
        scratch.userData,
        '--extensions-dir',
        scratch.extensions,
        '--disable-workspace-trust',
      ],
    });
    expect(code).toBe(0);
  } finally {
    await scratch.remove();
  }
});
