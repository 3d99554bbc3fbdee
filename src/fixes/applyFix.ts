/** Makes a fix that was previewed. */
import { randomBytes } from 'node:crypto';
import { stat, utimes } from 'node:fs/promises';
import type { Desk } from './desk.js';
import { FixFailure } from './fixFailure.js';
import { Journal, type JournalEntry, type JournalFile } from './journal.js';
import { withLocks } from './lockFiles.js';
import type { FilePreview, Preview } from './previewFix.js';
import { replaceFile } from './replaceFile.js';
import { settleFixes } from './settleFixes.js';
import { digestOf, encode, readState } from './settingsFile.js';
import { restore } from './restore.js';
import { fixText } from './fixText.js';

/** A settings file that a fix makes may come to hold a key. */
const NEW_FILE_MODE = 0o600;

/**
 * Answers the journal's entry. Throws `FixFailure`: where a file is not as it was previewed, where it is locked, read-only or cannot be
 * written; nothing is changed then.
 */
export async function applyFix(preview: Preview, { folder, now, onMoment }: Desk): Promise<JournalEntry> {
  if (preview.plan.kind !== 'edits') throw new Error('Only a plan of edits can be applied to files.');
  await settleFixes(folder, now());
  const journal = new Journal(folder);
  const at = now();
  const id = `${at.toString(36)}-${randomBytes(4).toString('hex')}`;
  const edited = preview.files.filter(({ before, after }) => before !== after);
  const touched = preview.files.filter(({ before, after }) => before === after).map(({ target }) => target);
  const { title, effect } = preview.plan;
  return withLocks(
    edited.map(({ target }) => target),
    async () => {
      await checkUnchanged(preview);
      for (const { target, path } of edited) await checkWritable(target, path);
      const files: JournalFile[] = [];
      for (const [index, file] of edited.entries()) files.push(await backUp(journal, file, `${id}.${index}.backup`));
      const { tool, toolName, intent } = preview;
      const entry: JournalEntry = {
        id,
        tool,
        toolName,
        kind: intent.kind,
        title,
        effect,
        at,
        state: 'applying',
        stateAt: at,
        pid: process.pid,
        files,
        touched,
      };
      await journal.write(entry);
      onMoment?.('noted');
      try {
        for (const file of edited)
          await replaceFile(file.target, encode({ text: file.after, marked: file.marked }), { mode: NEW_FILE_MODE, onMoment });
      } catch (error) {
        await restore(journal, files);
        await journal.write({ ...entry, state: 'abandoned', stateAt: now() });
        throw error;
      }
      await touch(touched, now());
      const settled: JournalEntry = { ...entry, state: 'applied', stateAt: now() };
      await journal.write(settled);
      onMoment?.('settled');
      await journal.prune(now());
      return settled;
    },
  );
}

async function checkUnchanged({ seen, toolName }: Preview): Promise<void> {
  for (const { path, digest } of seen) {
    const state = await readState(path).catch((error: unknown) => {
      if (digest === null && error instanceof FixFailure) return { digest: null };
      throw error;
    });
    if (state.digest !== digest) {
      throw new FixFailure('changed', fixText('fixes.changed', { path, tool: toolName }));
    }
  }
}

/** A file that is read-only is so on purpose, though the folder would let it be replaced. */
export async function checkWritable(target: string, path: string): Promise<void> {
  const there = await stat(target).catch(() => null);
  if (there !== null && (there.mode & 0o222) === 0) {
    throw new FixFailure('read-only', fixText('fixes.readOnly', { path }));
  }
}

async function backUp(journal: Journal, { path, target, after, edits, marked }: FilePreview, name: string): Promise<JournalFile> {
  const { bytes, digest } = await readState(path);
  if (bytes !== null) await journal.writeBackup(name, bytes);
  return {
    path,
    target,
    before: digest,
    after: digestOf(encode({ text: after, marked })),
    backup: bytes === null ? null : name,
    edits: [...edits],
  };
}

/** The tool looks at them again. */
export async function touch(targets: readonly string[], now: number): Promise<void> {
  for (const target of targets) await utimes(target, now / 1000, now / 1000).catch(() => undefined);
}
