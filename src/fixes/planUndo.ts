/** What an undo would do, file by file. */
import { applyEdits } from '../tools/edits/textEdit.js';
import { takeBack } from '../tools/edits/takeBack.js';
import { Refusal } from '../tools/settings/refusal.js';
import { FixFailure } from './fixFailure.js';
import type { Journal, JournalEntry, JournalFile } from './journal.js';
import { readBackup } from './restore.js';
import { decode, encode, readState } from './settingsFile.js';
import { fixText } from './fixText.js';

export interface FileUndo {
  readonly file: JournalFile;
  /** Null where there is no such file any more. */
  readonly now: Buffer | null;
  /** Null where the file goes: the fix had made it. */
  readonly restored: Buffer | null;
  /** Whether more than the fix has changed it: `restored` keeps that. */
  readonly changedSince: boolean;
}

/**
 * @param keepLater where a file has changed since the fix, take the fix's own change out of it and keep the rest; otherwise that is a failure
 * @param entries the whole journal, for the later fix that may have changed a file
 *
 * Throws `FixFailure` where a file has changed since, or its backup is no longer kept.
 */
export async function planUndo(
  journal: Journal,
  entry: JournalEntry,
  entries: readonly JournalEntry[],
  keepLater: boolean,
): Promise<FileUndo[]> {
  const undos: FileUndo[] = [];
  for (const file of entry.files) {
    const { bytes: now, digest } = await readState(file.target);
    const before = file.backup === null ? null : await readBackup(journal, file);
    if (digest === file.after) undos.push({ file, now, restored: before, changedSince: false });
    else if (keepLater && now !== null) undos.push({ file, now, restored: takeOut(file, before, now), changedSince: true });
    else throw changedSince(entry, file, entries);
  }
  return undos;
}

function takeOut({ path, edits }: JournalFile, before: Buffer | null, now: Buffer): Buffer {
  const old = before === null ? '' : decode(path, before).text;
  const { text, marked } = decode(path, now);
  try {
    return encode({ text: takeBack({ path, before: old, after: applyEdits(old, edits), now: text }), marked });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reason, remedy } = error;
    throw new FixFailure('changed-since', fixText('fixes.refused', { reason, remedy }), { cause: error });
  }
}

function changedSince(entry: JournalEntry, { path, target }: JournalFile, entries: readonly JournalEntry[]): FixFailure {
  const later = entries.findLast(
    (each) => each.state === 'applied' && each.at > entry.at && each.files.some((file) => file.target === target),
  );
  return new FixFailure(
    'changed-since',
    later === undefined
      ? fixText('fixes.changedSince', { path })
      : fixText('fixes.laterFix', { path, title: later.title, id: later.id }),
  );
}
