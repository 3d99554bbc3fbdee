/** Writes a file so that a reader finds the old text or the new, and a crash leaves one of them. */
import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param mode for a new file; one that is there keeps its own unless `tighten` */
export function writeAtomically(file: string, text: string, { mode, tighten }: { mode: number; tighten: boolean }): void {
  const target = resolveLink(file);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  rmSync(temporary, { force: true });
  const descriptor = openSync(temporary, 'wx', tighten ? mode : modeOf(target, mode));
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** People keep their configuration elsewhere and link to it: the link stays. */
function resolveLink(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function modeOf(file: string, otherwise: number): number {
  try {
    return statSync(file).mode & 0o777;
  } catch {
    return otherwise;
  }
}
