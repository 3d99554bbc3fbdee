/** Takes a fix back. */
import { checkWritable, touch } from './applyFix.js';
import type { Desk } from './desk.js';
import { FixFailure } from './fixFailure.js';
import { Journal, type JournalEntry, type JournalFile } from './journal.js';
import { listFixes } from './listFixes.js';
import { withLocks } from './lockFiles.js';
import { planUndo, type FileUndo } from './planUndo.js';
import { restore } from './restore.js';
import { decode, digestOf } from './settingsFile.js';
import { fixText } from './fixText.js';

export interface UndoOptions {
  /** Where a file has changed since the fix, take the fix's own change out of it and keep the rest. */
  readonly keepLater?: boolean;
}

/** As of a fix: texts for a diff in the editor or on the terminal alone; keys may stand in them. */
export interface UndoPreview {
  readonly entry: JournalEntry;
  readonly files: readonly {
    readonly path: string;
    readonly before: string;
    readonly after: string | null;
    readonly changedSince: boolean;
  }[];
}

/**
 * What an undo would do, without doing it.
 *
 * @param id of the fix; null for the last one that is applied
 *
 * Throws `FixFailure` as `undoFix` does.
 */
export async function previewUndo(
  id: string | null,
  { folder, now }: Desk,
  { keepLater = false }: UndoOptions = {},
): Promise<UndoPreview> {
  const { journal, entry, entries } = await findApplied(id, folder, now());
  const files = await planUndo(journal, entry, entries, keepLater);
  return {
    entry,
    files: files.map((each) => ({
      path: each.file.path,
      before: each.now === null ? '' : decode(each.file.path, each.now).text,
      after: each.restored === null ? null : decode(each.file.path, each.restored).text,
      changedSince: each.changedSince,
    })),
  };
}

/**
 * @param id of the fix; null for the last one that is applied
 *
 * Throws `FixFailure`: where there is none such, where one of its files has changed since, where its backup is no longer kept. Nothing
 * is changed then.
 */
export async function undoFix(
  id: string | null,
  { folder, now, onMoment }: Desk,
  { keepLater = false }: UndoOptions = {},
): Promise<JournalEntry> {
  const { journal, entry, entries } = await findApplied(id, folder, now());
  return withLocks(
    entry.files.map(({ target }) => target),
    async () => {
      const undos = await planUndo(journal, entry, entries, keepLater);
      for (const { file } of undos) await checkWritable(file.target, file.path);
      const files: JournalFile[] = [];
      for (const undo of undos) files.push(undo.changedSince ? await noteLater(journal, entry, undo) : undo.file);
      const undoing: JournalEntry = { ...entry, files, state: 'undoing', stateAt: now(), pid: process.pid };
      await journal.write(undoing);
      onMoment?.('noted');
      try {
        await restore(journal, files, onMoment);
      } catch (error) {
        const reason = error instanceof FixFailure ? error.text : error instanceof Error ? error.message : String(error);
        // What is put back stays so; the next start puts back the rest.
        throw new FixFailure('unsettled', fixText('fixes.unsettled', { reason }), { cause: error });
      }
      await touch(entry.touched ?? [], now());
      const settled: JournalEntry = { ...undoing, state: 'undone', stateAt: now() };
      await journal.write(settled);
      onMoment?.('settled');
      return settled;
    },
  );
}

interface Found {
  readonly journal: Journal;
  readonly entry: JournalEntry;
  readonly entries: readonly JournalEntry[];
}

async function findApplied(id: string | null, folder: string, now: number): Promise<Found> {
  const entries = await listFixes(folder, now);
  const entry = entries.find((each) => (id === null ? each.state === 'applied' : each.id === id));
  if (entry === undefined) {
    throw new FixFailure('unknown-fix', id === null ? fixText('fixes.none') : fixText('fixes.unknown', { id }));
  }
  if (entry.state === 'undone') throw new FixFailure('unknown-fix', fixText('fixes.undone', { id: entry.id }));
  if (entry.state === 'abandoned') throw new FixFailure('unknown-fix', fixText('fixes.abandoned', { id: entry.id }));
  if (entry.state !== 'applied') throw new FixFailure('locked', fixText('fixes.busy', { id: entry.id }));
  return { journal: new Journal(folder), entry, entries };
}

/** The journal then says of the file what it is now, and what it is to be: so a crash is settled as of any undo. */
async function noteLater(journal: Journal, { id, files }: JournalEntry, { file, now, restored }: FileUndo): Promise<JournalFile> {
  if (now === null || restored === null) throw new Error('Only a file that is there is taken a change out of.');
  const backup = `${id}.${files.indexOf(file)}.later.backup`;
  await journal.writeBackup(backup, restored);
  return { ...file, before: digestOf(restored), after: digestOf(now), backup };
}
