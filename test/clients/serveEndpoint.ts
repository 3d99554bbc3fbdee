/** `unwrap serve` as its users run it, between clients and the faulty upstreams. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { listenLocally } from '../listenLocally.js';
import { faults } from './faults.js';
import { startFaultyUpstream, type FaultyUpstream } from './faultyUpstream.js';

export interface ServedEndpoint {
  /** Below it `/<fault>/v1/…` in each protocol. */
  readonly origin: string;
  readonly upstream: FaultyUpstream;
  readonly close: () => Promise<void>;
}

const PROGRAM = 'dist/unwrap.mjs';

const Ready = z.object({ listening: z.string() });

/** Nobody listens there any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * `first-model` has a chain to the good upstream, `lonely-model` has none. The clocks are short: three seconds without a word are a stall.
 */
export async function serveEndpoint(): Promise<ServedEndpoint> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run "npm run package" first.`);
  const upstream = await startFaultyUpstream();
  const refusing = `http://127.0.0.1:${await closedPort()}`;
  const folder = mkdtempSync(join(tmpdir(), 'unwrap-clients-'));
  const config = join(folder, 'endpoint.jsonc');
  const base = (name: string): string => `${name === 'refused' ? refusing : upstream.origin}/${name}`;
  writeFileSync(
    config,
    JSON.stringify({
      upstreams: Object.fromEntries(
        [...faults.map(({ id }) => id), 'good'].map((name) => [
          name,
          { baseUrl: base(name), baseUrls: { openai: `${base(name)}/v1`, anthropic: base(name) } },
        ]),
      ),
      routes: [{ match: 'first-model', chain: [{ upstream: '*' }, { upstream: 'good', model: 'second-model' }] }],
      retry: { attempts: 2, baseMs: 50, capMs: 200, budgetMs: 10_000 },
      // Every client fails at the same place again and again here; an open circuit is not what is looked at.
      breaker: { failures: 1_000, cooldownMs: 1_000 },
      timeouts: { connectMs: 3_000, firstTokenMs: 3_000, idleMs: 3_000, totalMs: 30_000 },
    }),
  );
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_STATE_HOME: folder, HOME: folder },
  });
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = line.startsWith('{') ? Ready.safeParse(JSON.parse(line)) : null;
      if (ready?.success) resolve(ready.data.listening);
    });
    ended.then(([code]) => reject(new Error(`unwrap serve ended with ${String(code)} before it listened`)), reject);
  });
  return {
    origin,
    upstream,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
