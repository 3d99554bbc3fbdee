/** Reads a failed answer that came compressed although nobody asked for it. */
import type { Buffer } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** What a failed answer may grow to: a bomb of a few kilobytes stands for gigabytes. */
const MOST_BYTES = 256 * 1024;

/** The text; empty where the encoding is not known, the data is broken or too much. */
export function inflate(body: Buffer, encoding: string | null): string {
  switch (encoding?.trim().toLowerCase() ?? 'identity') {
    case '':
    case 'identity':
      return body.toString('utf8');
    case 'gzip':
    case 'x-gzip':
      return tryInflate(() => gunzipSync(body, { maxOutputLength: MOST_BYTES }));
    case 'deflate':
      return tryInflate(() => inflateSync(body, { maxOutputLength: MOST_BYTES }));
    case 'br':
      return tryInflate(() => brotliDecompressSync(body, { maxOutputLength: MOST_BYTES }));
    default:
      return '';
  }
}

function tryInflate(run: () => Buffer): string {
  try {
    return run().toString('utf8');
  } catch {
    return '';
  }
}
