import zlib from 'node:zlib';

/** Names of `content-encoding`, from the outermost in. Nobody packs thrice. */
const MOST_CODINGS = 2;
/** What comes out of a small bomb is not looked at. In bytes. */
const LONGEST_TEXT = 1024 * 1024;

/** The bytes unpacked, as far as they go; null where they cannot be. `coding` is the value of `content-encoding`. */
export function inflate(bytes: Buffer, coding: string): Buffer | null {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (codings.length > MOST_CODINGS) return null;
  let plain = bytes;
  for (const name of codings.toReversed()) {
    const next = plain.length === 0 ? plain : inflateOnce(plain, name);
    if (next === null) return null;
    plain = next;
  }
  return plain;
}

/** Bytes may stop anywhere: what was unpacked until there is given. */
const upTo = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST_TEXT };
const brotliUpTo = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: LONGEST_TEXT };

function inflateOnce(bytes: Buffer, name: string): Buffer | null {
  try {
    switch (name) {
      case 'gzip':
      case 'x-gzip':
        return zlib.gunzipSync(bytes, upTo);
      case 'deflate':
        // Some servers leave the zlib header out: its first four bits are always 8.
        return ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(bytes, upTo) : zlib.inflateRawSync(bytes, upTo);
      case 'br':
        return zlib.brotliDecompressSync(bytes, brotliUpTo);
      case 'zstd':
        return inflateZstd(bytes);
      default:
        return null;
    }
  } catch {
    return null;
  }
}

/** Node has it since 22.15. */
function inflateZstd(bytes: Buffer): Buffer | null {
  const decompress: unknown = Reflect.get(zlib, 'zstdDecompressSync');
  if (typeof decompress !== 'function') return null;
  const flush: unknown = Reflect.get(zlib.constants, 'ZSTD_e_flush');
  const plain: unknown = Reflect.apply(decompress, zlib, [bytes, { finishFlush: flush, maxOutputLength: LONGEST_TEXT }]);
  return Buffer.isBuffer(plain) ? plain : null;
}
