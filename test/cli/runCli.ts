/** The built command line, run as a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';

const PROGRAM = path.resolve(import.meta.dirname, '../../dist/unwrap.mjs');

/** Writes the most memory that the process had, in kB, as the last line of its standard error. */
const METER = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\nmaxRSS " + process.resourceUsage().maxRSS));',
)}`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory the process had, in megabytes. */
  readonly megabytes: number;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input; an iterable as long as the program reads it. */
  readonly input?: string | Uint8Array | Iterable<Uint8Array>;
}

export interface Cli {
  /** A folder of this test file's own, removed after it; also the home folder of what is run. */
  readonly folder: () => string;
  readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => ChildProcessWithoutNullStreams;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ended>;
}

/** Registers a folder with the test file that calls it. */
export function runCli(): Cli {
  let folder = '';
  beforeAll(async () => {
    if (!existsSync(PROGRAM)) throw new Error('dist/unwrap.mjs is missing: run "npm run package" first.');
    folder = await mkdtemp(path.join(tmpdir(), 'unwrap-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start: Cli['start'] = (args, env = {}) => {
    const { PATH, SystemRoot } = process.env;
    const machine = { PATH, SystemRoot, HOME: folder, USERPROFILE: folder, TZ: 'UTC' };
    return spawn(process.execPath, ['--import', METER, PROGRAM, ...args], { env: { ...machine, ...env }, cwd: folder });
  };

  const run: Cli['run'] = async (args, { env, input = '' } = {}) => {
    const child = start(args, env);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    // A program that has read enough closes its end of the pipe.
    child.stdin.on('error', () => undefined);
    await feed(child, typeof input === 'string' || input instanceof Uint8Array ? [Buffer.from(input)] : input);
    const code = await ended;
    const [said = '', kilobytes = '0'] = (await stderr).split('\nmaxRSS ');
    return { code, stdout: await stdout, stderr: said, megabytes: Number(kilobytes) / 1024 };
  };

  return { folder: () => folder, start, run };
}

async function feed({ stdin }: ChildProcessWithoutNullStreams, chunks: Iterable<Uint8Array>): Promise<void> {
  for (const chunk of chunks) {
    if (stdin.destroyed) return;
    if (!stdin.write(chunk)) {
      await new Promise<void>((resolve) => {
        stdin.once('drain', resolve);
        stdin.once('close', resolve);
      });
    }
  }
  stdin.end();
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
