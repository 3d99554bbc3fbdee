/** A settings file as it is on disk. */
import { createHash } from 'node:crypto';
import { readFile, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, FixFailure } from './fixFailure.js';
import { fixText } from './fixText.js';

/** Settings are kilobytes; what is larger is none. */
const MAX_BYTES = 8 * 1024 * 1024;
const MARK = '\uFEFF';
/** As many as Linux follows. */
const MOST_LINKS = 40;

export interface FileState {
  /** Where the file is, every symbolic link followed. */
  readonly target: string;
  /** Null where there is no such file. */
  readonly bytes: Buffer | null;
  /** Of the bytes; null where there are none. */
  readonly digest: string | null;
}

export async function readState(file: string): Promise<FileState> {
  const target = await resolveLinks(file);
  try {
    if ((await stat(target)).size > MAX_BYTES) throw new FixFailure('no-text', fixText('fixes.tooLarge', { path: file }));
    const bytes = await readFile(target);
    return { target, bytes, digest: digestOf(bytes) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { target, bytes: null, digest: null };
    if (error instanceof FixFailure) throw error;
    const reason =
      code === 'EACCES' || code === 'EPERM'
        ? fixText('fixes.denied')
        : code === 'EISDIR'
          ? fixText('fixes.isFolder')
          : String(error);
    throw new FixFailure('unreadable', fixText('fixes.unreadable', { path: file, reason }), { cause: error });
  }
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Decoded {
  /** Without a byte order mark. */
  readonly text: string;
  readonly marked: boolean;
}

/** Throws where the bytes are no UTF-8: they could not be written back as they were. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  let whole: string;
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new FixFailure('no-text', fixText('fixes.noText', { path: file }), { cause: error });
  }
  return whole.startsWith(MARK) ? { text: whole.slice(1), marked: true } : { text: whole, marked: false };
}

export function encode({ text, marked }: Decoded): Buffer {
  return Buffer.from(marked ? MARK + text : text, 'utf8');
}

/** A link to a file that does not exist yet leads to where it is to be. */
async function resolveLinks(file: string, links = 0): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const parent = path.dirname(file);
    if (parent === file) return file;
    const folder = await resolveLinks(parent, links);
    const aim = await readlink(file).catch(() => null);
    if (aim === null || links === MOST_LINKS) return path.join(folder, path.basename(file));
    return resolveLinks(path.resolve(folder, aim), links + 1);
  }
}
