/** The file in the user's state folder by which windows find the endpoint. It outlives the process: the token in it stays good. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { createToken } from './token.js';
import { writeAtomically } from './writeAtomically.js';

const Lock = z.object({
  /** Also in base URLs (`/~TOKEN/…`), which tools keep. */
  token: z.string().check(z.minLength(32)),
  /** Null while nothing serves. */
  pid: z.nullable(z.int()),
  port: z.nullable(z.int()),
  version: z.string(),
});
export type Lock = z.infer<typeof Lock>;

const MODE = 0o600;

export function lockFileOf(stateFolder: string): string {
  return path.join(stateFolder, 'endpoint.lock.json');
}

/** Null where there is none that can be read. */
export function readLock(stateFolder: string): Lock | null {
  try {
    const value: unknown = JSON.parse(readFileSync(lockFileOf(stateFolder), 'utf8'));
    const lock = Lock.safeParse(value);
    return lock.success ? lock.data : null;
  } catch {
    return null;
  }
}

/**
 * The user's token, made where there is none yet.
 *
 * @throws what the file system does
 */
export function provideToken(stateFolder: string, version: string): string {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const file = lockFileOf(stateFolder);
  const found = readLock(stateFolder);
  if (found !== null) {
    chmodSync(file, MODE);
    return found.token;
  }
  const lock: Lock = { token: createToken(), pid: null, port: null, version };
  try {
    // Of two that start at once, one makes it and the other reads it.
    writeFileSync(file, print(lock), { mode: MODE, flag: 'wx' });
  } catch (error) {
    const made = readLock(stateFolder);
    if (made !== null) return made.token;
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    writeLock(stateFolder, lock);
  }
  return lock.token;
}

/** @throws what the file system does */
export function writeLock(stateFolder: string, lock: Lock): void {
  writeAtomically(lockFileOf(stateFolder), print(lock), { mode: MODE, tighten: true });
}

function print(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}
