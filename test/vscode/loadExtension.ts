/** Loads the built extension, as VS Code does, with another `vscode` in its place; each time anew. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

const dist = path.resolve(import.meta.dirname, '../../dist/extension');
const nodeRequire = createRequire(import.meta.url);

export interface LoadedExtension {
  readonly activate: (context: unknown) => void;
  readonly deactivate: () => Promise<void>;
  /** The files that have been read so far, and their bytes. */
  readonly read: ReadonlyMap<string, number>;
}

export function loadExtension(vscode: unknown): LoadedExtension {
  const read = new Map<string, number>();
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  const require = (id: string): unknown => {
    if (id === 'vscode') return vscode;
    return id.startsWith('.') ? load(path.basename(id)) : nodeRequire(id);
  };
  const load = (name: string): Record<string, unknown> => {
    const loaded = modules.get(name);
    if (loaded) return loaded.exports;
    const file = path.join(dist, name);
    if (!existsSync(file)) throw new Error(`dist/extension/${name} is missing: run "npm run package" first.`);
    const code = readFileSync(file);
    read.set(name, code.length);
    const module: { exports: Record<string, unknown> } = { exports: {} };
    modules.set(name, module);
    compileFunction(code.toString('utf8'), ['exports', 'require', 'module'], { filename: file })(module.exports, require, module);
    return module.exports;
  };
  const { activate, deactivate } = load('activation.cjs');
  if (typeof activate !== 'function' || typeof deactivate !== 'function') throw new Error('The bundle exports no extension.');
  return {
    activate: (context) => void activate(context),
    deactivate: async () => void (await deactivate()),
    read,
  };
}
