/** The files that a pattern leads to now. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PathPattern } from './pathPattern.js';
import { codeOf, isGone } from './placeFiles.js';

export interface Found {
  readonly files: readonly string[];
  /** Folders and why they could not be listed (`EACCES`). */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Lists each folder once, however many patterns lead through it. */
export class Listing {
  readonly #listed = new Map<string, Promise<readonly Dirent[] | string>>();

  /** The entries, or the reason why there are none; no entries where there is no such folder. */
  list(folder: string): Promise<readonly Dirent[] | string> {
    let listed = this.#listed.get(folder);
    if (!listed) {
      listed = readdir(folder, { withFileTypes: true }).catch((error: unknown) =>
        isGone(error) ? [] : (codeOf(error) ?? String(error)),
      );
      this.#listed.set(folder, listed);
    }
    return listed;
  }
}

export async function findFiles(pattern: PathPattern, listing: Listing): Promise<Found> {
  const files: string[] = [];
  const unreadable = new Map<string, string>();
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await listing.list(folder);
    if (typeof entries === 'string') {
      unreadable.set(folder, entries);
      return;
    }
    const last = depth === pattern.depth - 1;
    for (const entry of entries) {
      if (!pattern.matchesAt(depth, entry.name)) continue;
      const path = join(folder, entry.name);
      if (last && (entry.isFile() || (entry.isSymbolicLink() && (await isKind(path, 'isFile'))))) files.push(path);
      if (!last && (entry.isDirectory() || (entry.isSymbolicLink() && (await isKind(path, 'isDirectory')))))
        await walk(path, depth + 1);
    }
  };
  await walk(pattern.root, 0);
  return { files, unreadable };
}

async function isKind(path: string, kind: 'isFile' | 'isDirectory'): Promise<boolean> {
  try {
    return (await stat(path))[kind]();
  } catch {
    return false;
  }
}
