/** Child processes in a group of their own, so that whatever they start ends with them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

export interface ProcessGroup {
  /** Standard output and standard error, as far as they were kept. */
  readonly output: () => string;
  /** Resolves with the exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly isOver: () => boolean;
  /** Signals the process that was started, and nothing that it started. */
  readonly signalFirst: (signal: NodeJS.Signals) => void;
  /** Asks the whole group to end, and makes it end after a few seconds. */
  readonly end: () => Promise<void>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each piece of output. */
  readonly onOutput?: (text: string) => void;
}

const KEPT_CHARACTERS = 20_000;
const GRACE_MS = 5_000;
const isWindows = process.platform === 'win32';

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

function groupLives(child: ChildProcess): boolean {
  if (isWindows || child.pid === undefined) return false;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Rejects `ended` where the command cannot be started. On Windows a script (`.cmd`) is started through the shell. */
export function startGroup(command: string, args: readonly string[], options: StartOptions = {}): ProcessGroup {
  const viaShell = isWindows && !command.toLowerCase().endsWith('.exe');
  const quote = (text: string): string => (viaShell ? `"${text}"` : text);
  const child = spawn(quote(command), args.map(quote), {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: !isWindows,
    shell: viaShell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let kept = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT_CHARACTERS);
      options.onOutput?.(text);
    });
  }
  let over = false;
  // Where this process ends without having ended the group: by an error that nobody caught.
  const lastCall = (): void => signalGroup(child, 'SIGKILL');
  process.once('exit', lastCall);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  }).finally(() => {
    over = true;
    process.off('exit', lastCall);
  });
  return {
    output: () => kept,
    ended,
    isOver: () => over,
    signalFirst: (signal) => void child.kill(signal),
    end: async () => {
      signalGroup(child, 'SIGTERM');
      const deadline = Date.now() + GRACE_MS;
      while (groupLives(child) && Date.now() < deadline) await sleep(50);
      if (groupLives(child)) signalGroup(child, 'SIGKILL');
      await ended.catch(() => null);
    },
  };
}

/** Runs a command to its end; an exit other than 0 is an error that quotes the end of its output. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: StartOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  const group = startGroup(command, args, options);
  const stop = (): void => void group.end();
  options.signal?.addEventListener('abort', stop);
  try {
    const code = await group.ended;
    options.signal?.throwIfAborted();
    if (code === 0) return group.output();
    const tail = group.output().trimEnd().split('\n').slice(-60).join('\n');
    throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${tail}`);
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}
