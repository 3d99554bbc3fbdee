/** Loads the built extension, as VS Code does, with another `vscode` in its place. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

const dist = path.resolve(import.meta.dirname, '../../dist');
const nodeRequire = createRequire(import.meta.url);

export interface LoadedExtension {
  readonly activate: (context: unknown) => void;
  readonly deactivate: () => Promise<void>;
  /** The bundles that have been executed so far. */
  readonly executed: readonly string[];
}

export function loadExtension(vscode: unknown): LoadedExtension {
  const executed: string[] = [];
  const require = (id: string): unknown => {
    if (id === 'vscode') return vscode;
    return id.startsWith('.') ? load(id) : nodeRequire(id);
  };
  const load = (name: string): Record<string, unknown> => {
    const file = path.join(dist, name);
    if (!existsSync(file)) throw new Error(`dist/${name} is missing: run "npm run package" first.`);
    const module: { exports: Record<string, unknown> } = { exports: {} };
    executed.push(path.basename(name));
    compileFunction(readFileSync(file, 'utf8'), ['exports', 'require', 'module'], { filename: file })(
      module.exports,
      require,
      module,
    );
    return module.exports;
  };
  const { activate, deactivate } = load('extension.cjs');
  if (typeof activate !== 'function' || typeof deactivate !== 'function') throw new Error('The bundle exports no extension.');
  return {
    activate: (context) => void activate(context),
    deactivate: async () => void (await deactivate()),
    executed,
  };
}
