/** Builds the bundles into `dist/` and holds each to its budget. `--watch` rebuilds on change. */
import { build, context, transform } from 'esbuild';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const shared = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  // Chinese wordings take half as much room as escaped.
  charset: 'utf8',
  logLevel: 'warning',
  define: { UNWRAP_VERSION: JSON.stringify(version) },
  // The one's main file hides what it requires from a bundler; the other's is CommonJS, whose helpers every part would have to load.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js', yaml: './node_modules/yaml/browser/index.js' },
};

/**
 * Of two libraries the parts that are used. Of undici its connections, without fetch, HTTP/2 and the second copy of its parser, for
 * machines without SIMD, on which neither the editor nor Node 20 runs; of the metrics the instruments, without Node's own.
 */
const usedParts = {
  name: 'used-parts',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'used-parts';
    const parts = {
      undici: { Pool: 'lib/dispatcher/pool.js', ProxyAgent: 'lib/dispatcher/proxy-agent.js' },
      'prom-client': {
        Counter: 'lib/counter.js',
        Gauge: 'lib/gauge.js',
        Registry: 'lib/registry.js',
      },
    };
    onResolve({ filter: /^(undici|prom-client)$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: Object.entries(parts[path])
        .map(([name, file]) => `export { default as ${name} } from '${path}/${file}';`)
        .join('\n'),
      resolveDir: import.meta.dirname,
    }));
    onLoad({ filter: /undici[\\/]lib[\\/](dispatcher[\\/]client-h2|web[\\/]fetch[\\/]body)\.js$/ }, () => ({ contents: '' }));
    onLoad({ filter: /undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/ }, () => ({
      contents: "module.exports = require('./llhttp_simd-wasm.js');",
    }));
    // Written as base64 it cannot be packed; packed first, it is a quarter of that.
    onLoad({ filter: /undici[\\/]lib[\\/]llhttp[\\/]llhttp_simd-wasm\.js$/ }, ({ path }) => {
      const packed = brotliCompressSync(require(path)).toString('base64');
      return { contents: `module.exports = require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64'));` };
    });
  },
};

/**
 * esbuild shares code between parts that are ES modules only, and as such an editor would be slower to load them: it asks another
 * thread about each import (7 ms before activation instead of 2.5, on Node 24 with the editor's kind of loader hook).
 */
const asCommonJs = {
  name: 'as-commonjs',
  setup: ({ initialOptions, onEnd }) => {
    Object.assign(initialOptions, { write: false, metafile: true });
    onEnd(async ({ outputFiles, metafile }) => {
      // What nothing of ours lies in holds the helpers for libraries that are CommonJS: who needs none of them need not load it.
      const helpers = Object.keys(metafile.outputs).filter((file) => Object.keys(metafile.outputs[file].inputs).length === 0);
      const unneeded = helpers.map((file) => `import"./${basename(file)}";`);
      for (const { path, text } of outputFiles) {
        const needed = unneeded.reduce((kept, line) => kept.replaceAll(line, ''), text);
        const { code: plain } = await transform(needed, {
          format: 'cjs',
          charset: 'utf8',
          supported: { 'dynamic-import': false },
        });
        // The exports are an object already: a copy of it, and what makes the copy, would be 330 bytes in each of eighty parts.
        const lean = plain.replace(/__toCommonJS\((\w+)\);/, '__defProp($1, "__esModule", { value: true });');
        const { code } = await transform(lean, { format: 'cjs', minify: true, treeShaking: true, charset: 'utf8' });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
};

/** Parts of one bundle are loaded one after the other, each when it is needed. Budgets in bytes, minified; only ever lowered. */
const bundles = [
  {
    // Before activation returns; while nothing fails; from the first failure or command on.
    budgets: {
      'dist/extension/activation.cjs': 8_000,
      'dist/extension/session.cjs': 134_000,
      'dist/extension/desk.cjs': 362_000,
      'dist/extension/endpoint.cjs': 60_000,
      'dist/extension/mcp.cjs': 20_000,
    },
    options: {
      entryPoints: {
        activation: 'src/vscode/extension.ts',
        session: 'src/vscode/startSession.ts',
        desk: 'src/vscode/openDesk.ts',
        // A process of its own, that the extension starts.
        endpoint: 'src/cli/endpointMain.ts',
        // Another, that the editor starts for agents.
        mcp: 'src/cli/mcpMain.ts',
      },
      outdir: 'dist/extension',
      outExtension: { '.js': '.cjs' },
      splitting: true,
      // A name stands twice in the package, and in each part that loads it.
      chunkNames: '[name][hash]',
      plugins: [usedParts, asCommonJs],
      platform: 'node',
      target: 'node22.15',
      format: 'esm',
      external: ['vscode'],
    },
  },
  {
    budgets: { 'dist/unwrap.mjs': 1_100_000 },
    options: {
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/unwrap.mjs',
      plugins: [usedParts],
      platform: 'node',
      target: 'node20.19',
      format: 'esm',
      // commander is CommonJS and requires Node's own modules, which an ES module has no `require` for.
      banner: { js: "#!/usr/bin/env node\nimport{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    },
  },
  {
    budgets: { 'dist/panel.css': 21_000 },
    options: {
      entryPoints: ['media/panel.css'],
      outfile: 'dist/panel.css',
    },
  },
  {
    budgets: { 'dist/panel.js': 72_000 },
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
  for (const { budgets, options } of bundles) {
    const { metafile } = await build({ ...shared, ...options, metafile: true });
    if (options.outdir) await removeFormer(options.outdir, metafile.outputs);
    const loaded = new Set();
    for (const [part, budget] of Object.entries(budgets)) {
      const bytes = await load(part, metafile.outputs, loaded);
      console.log(`${part}  ${bytes} bytes of ${budget}`);
      if (bytes <= budget) continue;
      console.error(`${part} is ${bytes - budget} bytes over its budget: look for a new dependency in it, or load it later.`);
      process.exitCode = 1;
    }
  }
}

/** What parts share lies in files that bear a hash in their names: those of former builds would be packaged too. */
async function removeFormer(folder, outputs) {
  const former = (await readdir(folder)).map((name) => `${folder}/${name}`).filter((file) => !(file in outputs));
  for (const file of former) await rm(file);
}

/** The bytes of a file and of what it imports, without what has been loaded before it. */
async function load(file, outputs, loaded) {
  if (loaded.has(file)) return 0;
  loaded.add(file);
  let { size: bytes } = await stat(file);
  for (const { path, kind, external } of outputs[file].imports) {
    if (kind === 'import-statement' && !external) bytes += await load(path, outputs, loaded);
  }
  return bytes;
}
