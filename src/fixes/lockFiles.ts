/** Keeps other programs that lock settings in the same manner (a tool, another Unwrap) away from files while they are written. */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { codeOf, FixFailure } from './fixFailure.js';
import { describeFailure } from './replaceFile.js';
import { fixText } from './fixText.js';

/** A holder that has not stirred for so long is gone. */
const STALE_MS = 10_000;
/** Settings are held for milliseconds. */
const RETRIES = { retries: 8, factor: 1.5, minTimeout: 40, maxTimeout: 400 };

/** Runs `work` while all are held; in one order, so that two do not wait for each other. Throws `FixFailure` where one is held by another. */
export async function withLocks<Result>(targets: readonly string[], work: () => Promise<Result>): Promise<Result> {
  const releases: (() => Promise<void>)[] = [];
  try {
    for (const target of [...new Set(targets)].sort()) releases.push(await take(target));
    return await work();
  } finally {
    for (const release of releases.toReversed()) {
      // A lock that is gone or was taken over keeps nobody away any more.
      await release().catch(() => undefined);
    }
  }
}

/**
 * Takes away the lock of a process that died holding it, so that nobody waits until it is stale.
 *
 * @param since epoch milliseconds at which that process last wrote to the journal, the lock in its hands; a lock that stirred long after
 *   that is another's
 */
export async function dropDeadLock(target: string, since: number): Promise<void> {
  const folder = `${target}.lock`;
  const there = await stat(folder).catch(() => null);
  if (there !== null && Math.abs(there.mtimeMs - since) < STALE_MS) await rm(folder, { recursive: true, force: true });
}

async function take(target: string): Promise<() => Promise<void>> {
  try {
    await mkdir(path.dirname(target), { recursive: true });
    return await lock(target, { realpath: false, stale: STALE_MS, retries: RETRIES, onCompromised: () => undefined });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ELOCKED') throw new FixFailure('locked', fixText('fixes.locked', { path: target }), { cause: error });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new FixFailure('not-writable', fixText('fixes.folderDenied', { path: target }), { cause: error });
    }
    throw describeFailure(target, error);
  }
}
