import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The editor alone provides `vscode`; what tests of single files need of it is this. */
const plainVscode = {
  name: 'plain-vscode',
  resolveId: (id: string) => (id === 'vscode' ? fileURLToPath(new URL('vscode/plainVscode.ts', import.meta.url)) : null),
};

/** `unit` is everything that runs in Node alone; `workbench` and `editor` drive a real VS Code and need the built VSIX. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        plugins: [plainVscode],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workbench/**', 'test/editor/**'],
          // Clients that wait for their own backoff wait together.
          maxConcurrency: 20,
          // Some drive a browser or a process, on machines that have other work.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'workbench',
          globalSetup: 'test/workbench/provideEditor.ts',
          include: ['test/workbench/**/*.test.ts', 'test/editor/**/*.test.ts'],
          fileParallelism: false,
          // After the unit tests: what it measures is not to wait for them.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
