/** The bytes of a file, or of standard input for `-`. */
import { createReadStream } from 'node:fs';
import { UnusableInput } from './unusableInput.js';

const CHUNK_BYTES = 64 * 1024;
/** Where a byte of zero tells a binary file from a text. */
const SNIFFED_BYTES = 8 * 1024;

/** Throws `UnusableInput` where it cannot be read. */
export async function* openInput(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      yield Buffer.from(chunk);
    }
  } catch (error) {
    throw new UnusableInput(`Cannot read ${nameInput(path)}: ${reasonOf(error)}`, { cause: error });
  }
}

/** As `openInput`; throws `UnusableInput` also where it is no text. */
export async function* openText(path: string): AsyncGenerator<Buffer> {
  let sniffed = 0;
  let wide = false;
  for await (const bytes of openInput(path)) {
    if (sniffed === 0) wide = startsWide(bytes);
    if (!wide && sniffed < SNIFFED_BYTES && bytes.subarray(0, SNIFFED_BYTES - sniffed).includes(0)) {
      throw new UnusableInput(`${nameInput(path)} is binary, not text.`);
    }
    sniffed += bytes.length;
    yield bytes;
  }
}

function nameInput(path: string): string {
  return path === '-' ? 'standard input' : `"${path}"`;
}

/** The mark of UTF-16, which Windows PowerShell's `>` writes. */
function startsWide(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. A text is diagnosed from standard input: unwrap diagnose -';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied.';
    case 'EISDIR':
      return 'it is a folder.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
