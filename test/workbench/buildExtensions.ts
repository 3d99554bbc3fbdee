/** The two extensions as VSIX files: Unwrap, and the stand-in assistant. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { bundleForEditor } from './bundleForEditor.js';
import { editorEnvironment } from './editorEnvironment.js';
import { runToEnd } from './processGroup.js';

/** What `npm run package` reads. */
const sources = ['src', 'media', 'esbuild.mjs', 'package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'];

/** Epoch milliseconds of the newest change below `place`; a folder's own time tells of files that went away. */
async function newestChange(place: string): Promise<number> {
  if (!existsSync(place)) return 0;
  const own = await stat(place);
  if (!own.isDirectory()) return own.mtimeMs;
  const inner = await Promise.all((await readdir(place)).map((name) => newestChange(path.join(place, name))));
  return Math.max(own.mtimeMs, ...inner);
}

/** Builds and packages Unwrap where `dist/unwrap.vsix` is missing or older than its sources; returns its path. */
export async function provideUnwrap(root: string, say: (text: string) => void, signal?: AbortSignal): Promise<string> {
  const vsix = path.join(root, 'dist', 'unwrap.vsix');
  const changes = await Promise.all(sources.map((source) => newestChange(path.join(root, source))));
  if (!existsSync(vsix) || (await stat(vsix)).mtimeMs < Math.max(...changes)) {
    say('Building and packaging Unwrap.');
    await runToEnd('npm', ['run', 'package'], { cwd: root, env: editorEnvironment(), signal });
  }
  return vsix;
}

/** Builds a stand-in assistant, by its folder here, into `cache`; returns its VSIX's path. */
export async function buildStandIn(root: string, cache: string, signal?: AbortSignal, name = 'standIn'): Promise<string> {
  const source = path.join(root, 'test', 'workbench', name);
  const folder = path.join(cache, name);
  await mkdir(folder, { recursive: true });
  await bundleForEditor(path.join(source, 'extension.ts'), path.join(folder, 'extension.cjs'));
  await copyFile(path.join(source, 'manifest.json'), path.join(folder, 'package.json'));
  const vsix = path.join(cache, `${name}.vsix`);
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await runToEnd(process.execPath, [vsce, 'package', ...options], { cwd: folder, env: editorEnvironment(), signal });
  return vsix;
}
