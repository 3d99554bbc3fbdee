import { build } from 'esbuild';

/** One file that the extension host of an editor can load, `vscode` being the editor's own. */
export async function bundleForEditor(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22.15',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
