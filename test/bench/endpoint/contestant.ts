/** A process that is measured: starts it, waits until it listens, reads its CPU time and memory, ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';

const Ready = z.object({ listening: z.string() });

export interface Contestant {
  readonly name: string;
  readonly origin: string;
  /** Microseconds of user and system time so far. */
  readonly cpuMicroseconds: () => number;
  /** Resident memory in megabytes: now, and at most. */
  readonly memory: () => { readonly nowMb: number; readonly mostMb: number };
  readonly stop: () => Promise<void>;
}

/** @param argv Node's arguments; the process prints one JSON line with `listening` when it is ready. */
export async function startContestant(name: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Contestant> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  // A bench that throws must not leave it behind: it would keep the console open.
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = line.startsWith('{') ? Ready.safeParse(JSON.parse(line)) : null;
    if (ready?.success) return contest(name, child, ready.data.listening);
  }
  throw new Error(`${name} ended before it listened`);
}

/** Linux: nanoseconds of each thread in `/proc/<pid>/task/<thread>/schedstat`, kilobytes in `/proc/<pid>/status`. */
export function contest(name: string, child: ChildProcess, origin: string): Contestant {
  child.stdout?.resume();
  const statusField = (field: string): number => {
    const line = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`${field}:`));
    return Number(line?.replaceAll(/\D/g, '')) / 1024;
  };
  return {
    name,
    origin,
    cpuMicroseconds: () => {
      const tasks = `/proc/${child.pid}/task`;
      return readdirSync(tasks).reduce(
        (sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1000,
        0,
      );
    },
    memory: () => ({ nowMb: statusField('VmRSS'), mostMb: statusField('VmHWM') }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
