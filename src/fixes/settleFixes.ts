/** Makes the journal tell the truth of fixes that a crash cut short. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, FixFailure } from './fixFailure.js';
import { Journal, type JournalEntry } from './journal.js';
import { dropDeadLock, withLocks } from './lockFiles.js';
import { restore } from './restore.js';
import { readState } from './settingsFile.js';

const MADE_WITHIN_MS = 2 * 60 * 1000;

/**
 * A fix of which nothing was written is abandoned; one that was written whole is applied; of one that was written in part, what was
 * written is put back. Of an undo the same, the other way round. Fixes that a living process is at are left to it.
 *
 * @param now epoch milliseconds
 */
export async function settleFixes(folder: string, now: number): Promise<void> {
  const journal = new Journal(folder);
  for (const entry of await journal.read()) {
    if ((entry.state !== 'applying' && entry.state !== 'undoing') || isBeingMade(entry, now)) continue;
    try {
      await settle(journal, entry, now);
    } catch (error) {
      // One that cannot be put back yet, or never, stands in no other's way.
      if (!(error instanceof FixFailure)) throw error;
    }
  }
}

async function settle(journal: Journal, entry: JournalEntry, now: number): Promise<void> {
  await removeDrafts(entry);
  // Only of an unsettled one is it sure that no other has taken the lock since.
  for (const { target } of entry.files) await dropDeadLock(target, entry.stateAt);
  const stands = await findStands(entry);
  const isWhole = stands.every((stand) => stand !== 'before');
  const isUntouched = stands.every((stand) => stand !== 'after');
  if (!isWhole && !isUntouched) {
    const targets = entry.files.map(({ target }) => target);
    await withLocks(targets, () => restore(journal, entry.files));
  }
  const undoing = entry.state === 'undoing';
  // Where every file is neither, the person or the tool has gone on from what the fix had written.
  const state = isWhole ? 'applied' : undoing ? 'undone' : 'abandoned';
  await journal.write({ ...entry, state, stateAt: now });
}

type Stand = 'before' | 'after' | 'other';

async function findStands({ files }: JournalEntry): Promise<Stand[]> {
  const stands: Stand[] = [];
  for (const { target, before, after } of files) {
    const { digest } = await readState(target);
    stands.push(digest === after ? 'after' : digest === before ? 'before' : 'other');
  }
  return stands;
}

/** What was written beside a file and never took its place. It holds what the file holds. */
async function removeDrafts({ files }: JournalEntry): Promise<void> {
  for (const { target } of files) {
    const folder = path.dirname(target);
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      if (name.startsWith(`.${path.basename(target)}.`) && name.endsWith('.unwrap'))
        await rm(path.join(folder, name), { force: true });
    }
  }
}

/** Files are written in milliseconds: what takes longer is another process of the same number. */
function isBeingMade({ pid, stateAt }: JournalEntry, now: number): boolean {
  return Math.abs(now - stateAt) < MADE_WITHIN_MS && isAlive(pid);
}

/** A process of another user counts as alive. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
