import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceText } from './replaceText.js';

/** A storm writes once, not a thousand times; a window that closes loses at most this much of its history. */
const WRITE_AFTER_MS = 300;
/** What a window that never came back has left is removed after this. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The history of one window, in a file of its own. All windows share the extension's storage folder, and two that write one file
 * lose each other's incidents, with a merge on write too (both read, both write). So each window has its own name, kept in its
 * workspace state, and is the only one to write there. A failure in a log that several windows follow stands in the history of each.
 * The file is replaced whole, by rename: a crash leaves the old one.
 */
export class HistoryFile {
  private pending: (() => unknown) | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private writing: Promise<void> = Promise.resolve();
  readonly path: string;

  constructor(
    private readonly folder: string,
    windowId: string,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.path = join(folder, `${windowId}.json`);
  }

  /** What the last session of this window left; null where there is none. Throws where it cannot be read. */
  async read(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
    const content: unknown = JSON.parse(text);
    return content;
  }

  /** Soon; the last one given wins. `content` is asked when it is written. */
  save(content: () => unknown): void {
    this.pending = content;
    this.timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
  }

  /** Now. Resolves once everything given is written, or its failure reported. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const content = this.pending;
    this.pending = null;
    if (content) this.writing = this.writing.then(() => replaceText(this.path, JSON.stringify(content()))).catch(this.onFailure);
    return this.writing;
  }

  /** Removes what windows have left that did not come back for a month; `now` in epoch milliseconds. */
  async prune(now: number): Promise<void> {
    let names: string[];
    try {
      names = await readdir(this.folder);
    } catch (error) {
      if (isAbsent(error)) return;
      throw error;
    }
    for (const name of names) {
      const path = join(this.folder, name);
      if (path !== this.path && (await isOlder(path, now - KEPT_MS))) await rm(path, { force: true });
    }
  }
}

/** False where it is gone: other windows remove old files too, and rename their drafts. */
async function isOlder(path: string, time: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < time;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
