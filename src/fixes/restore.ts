/** Puts files back as a journal's entry remembers them. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Moment } from './desk.js';
import { FixFailure } from './fixFailure.js';
import type { Journal, JournalFile } from './journal.js';
import { replaceFile, syncFolder } from './replaceFile.js';
import { digestOf, readState } from './settingsFile.js';
import { fixText } from './fixText.js';

/**
 * Those that are as the fix left them; the others are left alone. The bytes come from the backup, and are looked at first: a backup that
 * is not what it was is not written over a person's settings.
 */
export async function restore(journal: Journal, files: readonly JournalFile[], onMoment?: (step: Moment) => void): Promise<void> {
  for (const file of files.toReversed()) {
    const { digest } = await readState(file.target);
    if (digest !== file.after) continue;
    if (file.backup === null) {
      await rm(file.target, { force: true });
      await syncFolder(path.dirname(file.target));
      onMoment?.('renamed');
    } else {
      await replaceFile(file.target, await readBackup(journal, file), { mode: 0o600, onMoment });
    }
  }
}

/** Throws `FixFailure` where it is no longer kept, or damaged. */
export async function readBackup(journal: Journal, { backup, before, path: name }: JournalFile): Promise<Buffer> {
  const bytes = backup === null ? null : await journal.readBackup(backup);
  if (bytes === null || digestOf(bytes) !== before) {
    throw new FixFailure('no-backup', fixText('fixes.noBackup', { path: name }));
  }
  return bytes;
}
