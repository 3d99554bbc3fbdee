/** Loads the built extension, as VS Code does, with another `vscode` in its place; each time anew. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SourceTextModule, SyntheticModule, type Module } from 'node:vm';

const dist = path.resolve(import.meta.dirname, '../../dist/extension');

export interface LoadedExtension {
  readonly activate: (context: unknown) => void;
  readonly deactivate: () => Promise<void>;
  /** The files that have been read so far, and their bytes. */
  readonly read: ReadonlyMap<string, number>;
}

export async function loadExtension(vscode: object): Promise<LoadedExtension> {
  const read = new Map<string, number>();
  const modules = new Map<string, Promise<Module>>();
  const find = (specifier: string): Promise<Module> => {
    const known = modules.get(specifier) ?? (specifier.startsWith('./') ? readBuilt(specifier) : provide(specifier));
    modules.set(specifier, known);
    return known;
  };
  const provide = async (specifier: string): Promise<Module> => {
    const given: object = specifier === 'vscode' ? vscode : await import(specifier);
    const values = new Map(Object.entries(given));
    return new SyntheticModule([...values.keys()], function fill(this: SyntheticModule) {
      for (const [name, value] of values) this.setExport(name, value);
    });
  };
  const readBuilt = async (specifier: string): Promise<Module> => {
    const name = path.basename(specifier);
    const file = path.join(dist, name);
    if (!existsSync(file)) throw new Error(`dist/extension/${name} is missing: run "npm run package" first.`);
    const source = readFileSync(file);
    read.set(name, source.length);
    return new SourceTextModule(source.toString('utf8'), { identifier: file, importModuleDynamically: load });
  };
  const load = async (specifier: string): Promise<Module> => {
    const module = await find(specifier);
    if (module.status === 'unlinked') await module.link(find);
    await module.evaluate();
    return module;
  };
  const { namespace } = await load('./activation.js');
  const activate: unknown = Reflect.get(namespace, 'activate');
  const deactivate: unknown = Reflect.get(namespace, 'deactivate');
  if (typeof activate !== 'function' || typeof deactivate !== 'function') throw new Error('The bundle exports no extension.');
  return {
    activate: (context) => void activate(context),
    deactivate: async () => void (await deactivate()),
    read,
  };
}
