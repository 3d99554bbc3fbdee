/** A record's bytes as text, bounded: a prompt of megabytes may stand between a record's head and what went wrong. */

/** What of a record is read, in bytes: its head and its tail. */
export const KEPT_HEAD_BYTES = 128 * 1024;
export const KEPT_TAIL_BYTES = 128 * 1024;

const CUT = '\n[…]\n';

/** `bytes` as UTF-8, without the parts of characters that a cut left at their ends. */
export function decode(bytes: Buffer): string {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start += 1;
  let end = bytes.length;
  let lead = end - 1;
  while (lead > end - 4 && isContinuation(bytes[lead])) lead -= 1;
  if (lead >= start && end - lead < lengthOf(bytes[lead])) end = lead;
  return bytes.toString('utf8', start, end);
}

export function joinCut(head: Buffer, tail: Buffer): string {
  return decode(head) + CUT + decode(tail);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Bytes of the character that begins with `lead`. */
function lengthOf(lead: number | undefined): number {
  if (lead === undefined || lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
