/** Takes a fix back. */
import { checkWritable } from './applyFix.js';
import type { Desk } from './desk.js';
import { FixFailure } from './fixFailure.js';
import { Journal, type JournalEntry } from './journal.js';
import { listFixes } from './listFixes.js';
import { withLocks } from './lockFiles.js';
import { readBackup, restore } from './restore.js';
import { readState } from './settingsFile.js';

/**
 * @param id of the fix; null for the last one that is applied
 *
 * Throws `FixFailure`: where there is none such, where one of its files has changed since, where its backup is no longer kept. Nothing
 * is changed then.
 */
export async function undoFix(id: string | null, { folder, now, onStep }: Desk): Promise<JournalEntry> {
  const journal = new Journal(folder);
  const entries = await listFixes(folder, now());
  const entry = entries.find((each) => (id === null ? each.state === 'applied' : each.id === id));
  if (entry === undefined)
    throw new FixFailure('unknown-fix', id === null ? 'There is no fix to undo.' : `There is no fix "${id}" in the journal.`);
  requireApplied(entry);
  return withLocks(
    entry.files.map(({ target }) => target),
    async () => {
      for (const file of entry.files) {
        await checkUnchanged(entry, file, entries);
        await checkWritable(file.target, file.path);
        if (file.backup !== null) await readBackup(journal, file);
      }
      const undoing: JournalEntry = { ...entry, state: 'undoing', stateAt: now(), pid: process.pid };
      await journal.write(undoing);
      onStep?.('noted');
      try {
        await restore(journal, entry.files, onStep);
      } catch (error) {
        // What is put back stays so; the next start puts back the rest.
        throw new FixFailure(
          'unsettled',
          `Not every file could be put back: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
      const settled: JournalEntry = { ...undoing, state: 'undone', stateAt: now() };
      await journal.write(settled);
      onStep?.('settled');
      return settled;
    },
  );
}

function requireApplied({ id, state }: JournalEntry): void {
  if (state === 'undone') throw new FixFailure('unknown-fix', `The fix "${id}" is undone already.`);
  if (state === 'abandoned') throw new FixFailure('unknown-fix', `The fix "${id}" was never made.`);
  if (state === 'applying' || state === 'undoing')
    throw new FixFailure('locked', `Another window is at the fix "${id}". Try again in a moment.`);
}

async function checkUnchanged(
  entry: JournalEntry,
  { path, target, after }: JournalEntry['files'][number],
  entries: readonly JournalEntry[],
): Promise<void> {
  if ((await readState(target)).digest === after) return;
  const later = entries.findLast(
    (each) => each.state === 'applied' && each.at > entry.at && each.files.some((file) => file.target === target),
  );
  throw new FixFailure(
    'changed-since',
    later === undefined
      ? `${path} has changed since the fix, so it is not put back: that would lose the change. Take the fix back by hand.`
      : `${path} was changed by a later fix, "${later.title}". Undo that one first (${later.id}).`,
  );
}
