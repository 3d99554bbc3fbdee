/** Builds the bundles into `dist/` and holds each to its budget. `--watch` rebuilds on change. */
import { build, context } from 'esbuild';
import { readFile, stat } from 'node:fs/promises';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** The session is a bundle of its own: the editor reads and parses no more than the activation needs before it. */
const sessionApart = {
  name: 'session-apart',
  setup: ({ onResolve }) => onResolve({ filter: /\/startSession\.js$/ }, () => ({ path: './session.cjs', external: true })),
};

/** Budgets in bytes, minified; only ever lowered. */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  // Chinese wordings take half as much room as escaped.
  charset: 'utf8',
  logLevel: 'warning',
  define: { UNWRAP_VERSION: JSON.stringify(version) },
};
const bundles = [
  {
    budget: 4_000,
    options: {
      entryPoints: ['src/vscode/extension.ts'],
      outfile: 'dist/extension.cjs',
      platform: 'node',
      target: 'node22.15',
      format: 'cjs',
      external: ['vscode'],
      plugins: [sessionApart],
      // `require` instead: VS Code hands out its module there.
      supported: { 'dynamic-import': false },
    },
  },
  {
    budget: 335_000,
    options: {
      entryPoints: ['src/vscode/startSession.ts'],
      outfile: 'dist/session.cjs',
      platform: 'node',
      target: 'node22.15',
      format: 'cjs',
      external: ['vscode'],
    },
  },
  {
    budget: 375_000,
    options: {
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/unwrap.mjs',
      platform: 'node',
      target: 'node20.19',
      format: 'esm',
      // commander is CommonJS and requires Node's own modules, which an ES module has no `require` for.
      banner: { js: "#!/usr/bin/env node\nimport{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    },
  },
  {
    budget: 70_000,
    options: {
      entryPoints: ['src/panel/main.ts'],
      outfile: 'dist/panel.js',
      platform: 'browser',
      target: 'es2023',
      format: 'iife',
    },
  },
];

if (process.argv.includes('--watch')) {
  for (const { options } of bundles) await (await context({ ...shared, ...options })).watch();
} else {
  for (const { budget, options } of bundles) {
    await build({ ...shared, ...options });
    const { size: bytes } = await stat(options.outfile);
    console.log(`${options.outfile}  ${bytes} bytes of ${budget}`);
    if (bytes > budget) {
      console.error(
        `${options.outfile} is ${bytes - budget} bytes over its budget: look for a new dependency in it, or load it later.`,
      );
      process.exitCode = 1;
    }
  }
}
