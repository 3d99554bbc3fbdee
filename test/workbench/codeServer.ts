/** code-server from npm: VS Code's own workbench and extension host, served to a browser. Installed once, into the ignored cache. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editorEnvironment } from './editorEnvironment.js';
import { isAlive } from './isAlive.js';
import { runToEnd } from './processGroup.js';

const VERSION = '4.139.1';
/** What this release runs on. npm's `node-<os>-<arch>` packages bring that binary, and the headers that native modules build with. */
const NODE_MAJOR = '24';
/**
 * The native modules that a server without them would miss: its log files, and the watch on its parent's life. The others are
 * shipped as binaries, or serve sign-ins and settings that no test has, and their builds want libraries of the system.
 */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

export interface CodeServer {
  /** The Node binary that runs `entry`. */
  readonly node: string;
  readonly entry: string;
}

function nodePackage(): string {
  if (process.platform === 'win32') throw new Error('code-server does not run on Windows; use a desktop editor, or WSL.');
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${process.platform}-${process.arch}`;
}

const locate = (folder: string): CodeServer => ({
  node: path.join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
  entry: path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
});

async function install(folder: string, signal: AbortSignal | undefined): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  const wanted = [`code-server@${VERSION}`, `${nodePackage()}@${NODE_MAJOR}`];
  await runToEnd('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
    cwd: folder,
    env: editorEnvironment(),
    signal,
  });
  const { node } = locate(folder);
  const package24 = path.dirname(path.dirname(node));
  const env = editorEnvironment({
    PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    FORCE_NODE_VERSION: NODE_MAJOR,
    npm_config_user_agent: `npm/11 node/v${NODE_MAJOR}.0.0`,
    npm_config_ignore_scripts: 'true',
    // Without it node-gyp would look for the headers on a download site.
    npm_config_nodedir: package24,
  });
  const codeServer = path.join(folder, 'node_modules', 'code-server');
  await runToEnd('sh', ['./postinstall.sh'], { cwd: codeServer, env, signal });
  try {
    await runToEnd('npm', ['rebuild', ...NATIVE_MODULES], {
      cwd: path.join(codeServer, 'lib', 'vscode'),
      env: { ...env, npm_config_ignore_scripts: 'false' },
      signal,
    });
  } catch (cause) {
    signal?.throwIfAborted();
    const needs = 'It takes python3, make and a C++ compiler (on Debian: apt-get install python3 make g++).';
    throw new Error(`code-server's native modules cannot be built. ${needs}\n${String(cause)}`, { cause });
  }
}

/** What an interrupted install left behind. The folder's name ends with the process that made it. */
async function removeLeftovers(cache: string, prefix: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      await rm(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

/**
 * The installed server, after an install where it is missing (about a minute, from the npm registry). The install is made beside
 * its final place and moved when complete, so that an interrupted one is never taken for whole.
 */
export async function provideCodeServer(cache: string, say: (text: string) => void, signal?: AbortSignal): Promise<CodeServer> {
  const folder = path.join(cache, `code-server-${VERSION}`);
  if (!existsSync(folder)) {
    say(`Installing a browser-hosted VS Code (code-server ${VERSION}). This happens once and takes about a minute.`);
    await mkdir(cache, { recursive: true });
    const prefix = `code-server-${VERSION}.partial-`;
    await removeLeftovers(cache, prefix);
    const partial = path.join(cache, `${prefix}${process.pid}`);
    await mkdir(partial);
    try {
      await install(partial, signal);
      await rename(partial, folder);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      // Another start may have been quicker.
      if (!existsSync(folder)) throw error;
    }
  }
  return locate(folder);
}
