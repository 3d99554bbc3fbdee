/** A peer: Portkey's gateway, installed on demand into the ignored cache folder. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { listenLocally } from '../../listenLocally.js';
import { contest, type Contestant } from './contestant.js';

const VERSION = '1.15.2';
const PATIENCE_MS = 20_000;

/** Null, with the reason on the console, where it cannot be installed. */
export async function startPortkey(): Promise<Contestant | null> {
  const folder = join('.cache', `portkey-${VERSION}`);
  const script = join(folder, 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js');
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    try {
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@portkey-ai/gateway@${VERSION}`], {
        cwd: folder,
        stdio: 'ignore',
      });
    } catch (error) {
      console.log(`  the peer is left out, it could not be installed: ${String(error)}`);
      return null;
    }
  }
  const port = await freePort();
  const child = spawn(process.execPath, [script, `--port=${port}`, '--headless'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // It refuses loopback hosts otherwise.
    env: { ...process.env, TRUSTED_CUSTOM_HOSTS: 'localhost,127.0.0.1' },
  });
  const origin = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const answered = await fetch(origin).catch(() => null);
    if (answered) return contest('portkey', child, origin);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  console.log('  the peer is left out, it did not listen in time');
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
