import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface SpawnOptions {
  /** The bundled `unwrap serve`. */
  readonly program: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly network: NetworkChoice;
  /** Where the process leaves what it has to say. */
  readonly stateFolder: string;
}

/** How the editor reaches the network. */
export interface NetworkChoice {
  /** May hold a password. Null where the environment decides. */
  readonly proxy: string | null;
  /** As `NO_PROXY` lists them. */
  readonly bypass: string | null;
  readonly strictSsl: boolean;
}

/** It ended before it served; the message is its own. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
}

/** How long the process serves when nobody needs it, in seconds: a window that reloads finds it again, a command-line tool too. */
const LINGER_SECONDS = 600;
const START_LIMIT_MS = 20_000;

/**
 * Starts the endpoint as a process that outlives this one, with the editor's own runtime. What it says later goes into a file, since a
 * pipe would break with the window.
 *
 * @throws {NotStarted}
 */
export async function spawnEndpoint({ program, port, network, stateFolder }: SpawnOptions): Promise<void> {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const said = path.join(stateFolder, 'endpoint.log');
  const log = openSync(said, 'a', 0o600);
  const before = fstatSync(log).size;
  const args = [program, 'serve', '--port', String(port), '--linger', String(LINGER_SECONDS)];
  if (network.bypass !== null) args.push('--proxy-bypass', network.bypass);
  if (!network.strictSsl) args.push('--no-strict-ssl');
  const child = spawn(process.execPath, args, {
    cwd: stateFolder,
    detached: true,
    stdio: ['ignore', 'pipe', log],
    windowsHide: true,
    env: { ...process.env, ...proxyVariables(network.proxy), ELECTRON_RUN_AS_NODE: '1' },
  });
  closeSync(log);
  const { stdout } = child;
  if (stdout === null) throw new NotStarted('The process has no output.');
  const ending = new AbortController();
  const timer = setTimeout(() => child.kill(), START_LIMIT_MS);
  try {
    const ready = once(stdout, 'data', { signal: ending.signal });
    const ended = once(child, 'close', { signal: ending.signal });
    const isReady = await Promise.race([ready.then(() => true), ended.then(() => false)]);
    if (!isReady) throw new NotStarted((await readFile(said)).subarray(before).toString('utf8').trim());
  } finally {
    clearTimeout(timer);
    ending.abort();
    stdout.destroy();
    child.unref();
  }
}

/** Not as an argument, which every user of the machine can read. */
function proxyVariables(proxy: string | null): Record<string, string> {
  return proxy === null ? {} : { http_proxy: proxy, https_proxy: proxy, HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
}
