/** Replaces a file so that a crash at any moment leaves the old one or the new one, whole. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, FixFailure } from './fixFailure.js';
import { fixText } from './fixText.js';

/** Windows refuses to rename over a file that some scanner has open for the moment. */
const RENAMES = 10;
const RENAME_PAUSE_MS = 50;

interface ReplaceOptions {
  /** For a new file; one that is there keeps its own. */
  readonly mode: number;
  /** Called when the new text is on disk beside the file, and when it has taken its place. */
  readonly onMoment?: ((step: 'written' | 'renamed') => void) | undefined;
}

/** `file` without symbolic links; its folder exists. Throws `FixFailure` where it cannot be written, or its owner cannot be kept. */
export async function replaceFile(file: string, bytes: Uint8Array, { mode, onMoment }: ReplaceOptions): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.unwrap`);
  try {
    await writeBeside(file, temporary, bytes, mode);
    onMoment?.('written');
    await renameOver(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw describeFailure(file, error);
  }
  await syncFolder(path.dirname(file));
  onMoment?.('renamed');
}

/** A full disk, a folder that may not be written to: nothing that the person did not need to know, and no defect. */
export function describeFailure(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || error instanceof FixFailure) return error;
  const reason =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? fixText('fixes.diskFull')
      : code === 'EACCES' || code === 'EPERM'
        ? fixText('fixes.denied')
        : code;
  return new FixFailure('not-writable', fixText('fixes.notWritable', { path: file, reason }), { cause: error });
}

async function writeBeside(file: string, temporary: string, bytes: Uint8Array, mode: number): Promise<void> {
  const there = await stat(file).catch(() => null);
  const permissions = there === null ? mode : there.mode & 0o7777;
  // Born private: the mode is widened only when the owner is right.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    if (there !== null) await keepOwner(handle, there, file);
    await handle.chmod(permissions);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepOwner(handle: FileHandle, { uid, gid }: { uid: number; gid: number }, file: string): Promise<void> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) return;
  try {
    await handle.chown(uid, gid);
  } catch (error) {
    throw new FixFailure('not-writable', fixText('fixes.owner', { path: file }), { cause: error });
  }
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = codeOf(error);
      const isBusy = process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY');
      if (!isBusy || attempt === RENAMES) throw error;
      await sleep(RENAME_PAUSE_MS);
    }
  }
}

/** The rename itself is safe only when the folder is on disk; Windows has no such call, and some file systems refuse it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The new file has its place; only the moment at which that is on disk is not known.
  }
}
