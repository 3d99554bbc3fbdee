/**
 * Finds the records that hold a signal in a file's bytes, however a read cuts them. It keeps no bytes: only where the record and
 * the line that are going on began. Offsets are the file's.
 */
import type { RecordFormat } from '../engine/records.js';
import { SignalSearch } from './signalSearch.js';

/** Where a record lies in its file: its last byte is before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const NEWLINE = 0x0a;

/** No known head is longer, in bytes. A shorter line that is still being written may yet become a head. */
const HEAD_BYTES = 256;

/** How far back a record's head is looked for: what begins farther off is read from the nearest line on. */
const LOOK_BACK_BYTES = 64 * 1024;

/** A record with more than this is taken for several: else one lost head would hide all that comes after it. */
const LONGEST_RECORD_BYTES = 4 * 1024 * 1024;

export class RecordScanner {
  readonly #head: RegExp;
  readonly #search: SignalSearch;
  #scanned: number;
  #lineStart: number;
  #recordStart: number;
  /** The record that is going on holds a signal. */
  #open = false;
  /** Something was said of it already. */
  #settled = false;

  /** `from` is where news begin: a place in the file at which a line starts, as far as is known. */
  constructor(format: RecordFormat, signals: readonly string[], from: number) {
    this.#head = format.head;
    this.#search = new SignalSearch(signals);
    this.#scanned = from;
    this.#lineStart = from;
    this.#recordStart = from;
  }

  /** All bytes before this were scanned. */
  get scanned(): number {
    return this.#scanned;
  }

  /** Where the line that is going on began. */
  get lineStart(): number {
    return this.#lineStart;
  }

  /** From where bytes have to be read again with what comes next: a literal or a head may have been cut. */
  get resumeAt(): number {
    return Math.max(0, this.#scanned - this.reach);
  }

  /** How far before `scanned` that is at most, in bytes. */
  get reach(): number {
    return Math.max(HEAD_BYTES, this.#search.longest);
  }

  /** The record with a signal that may still grow, unless it is settled. */
  get unfinished(): Span | null {
    return this.#open && !this.#settled ? { start: this.#recordStart, end: this.#scanned } : null;
  }

  /** The unfinished record was told of: whatever is added to it is no news. */
  settle(): void {
    this.#settled = true;
  }

  /**
   * Looks at old bytes for where the last line and record began, so that a file can be followed from the middle of one. `bytes`
   * end where news begin.
   */
  learn(bytes: Buffer): void {
    const base = this.#scanned - bytes.length;
    this.#lineStart = base + bytes.lastIndexOf(NEWLINE) + 1;
    const head = this.#findHeadBefore(bytes, base, bytes.length);
    this.#recordStart = head === -1 ? this.#lineStart : base + head;
  }

  /** The finished records with a signal in `bytes`, which lie at `base` and reach back to `resumeAt` at least. */
  scan(bytes: Buffer, base: number): Span[] {
    const spans: Span[] = [];
    const known = this.#scanned - base;
    this.#search.begin(bytes, known);
    let from = 0;
    let line = this.#open ? this.#firstUntestedLine(bytes, base, known) : 0;
    for (;;) {
      if (!this.#open) {
        const hit = this.#search.next(from);
        if (hit === -1) break;
        this.#recordStart = this.#findRecordStart(bytes, base, hit);
        this.#open = true;
        line = nextLine(bytes, hit);
      }
      const end = this.#findRecordEnd(bytes, base, line);
      if (end === -1) break;
      if (!this.#settled) spans.push({ start: this.#recordStart, end: base + end });
      this.#open = false;
      this.#settled = false;
      this.#recordStart = base + end;
      from = end;
    }
    this.#scanned = base + bytes.length;
    this.#endScan(bytes, base);
    return spans;
  }

  #firstUntestedLine(bytes: Buffer, base: number, known: number): number {
    const line = this.#lineStart - base;
    return line >= 0 && this.#lineStart > this.#recordStart ? line : nextLine(bytes, known);
  }

  /** Where the record ends that is going on: at the next head, or at a line's end if it is far too long. */
  #findRecordEnd(bytes: Buffer, base: number, firstLine: number): number {
    for (let line = firstLine; line !== -1 && line < bytes.length; line = nextLine(bytes, line)) {
      if (this.#isHead(bytes, line) || base + line - this.#recordStart > LONGEST_RECORD_BYTES) return line;
    }
    return -1;
  }

  #findRecordStart(bytes: Buffer, base: number, hit: number): number {
    const head = this.#findHeadBefore(bytes, base, hit + 1);
    if (head !== -1) return base + head;
    const place = base + hit;
    if (place - this.#recordStart <= LOOK_BACK_BYTES) return this.#recordStart;
    const newline = bytes.lastIndexOf(NEWLINE, hit);
    return Math.max(newline === -1 ? this.#lineStart : base + newline + 1, place - LOOK_BACK_BYTES);
  }

  /** The last head whose line starts before `end`; -1 where none is near. */
  #findHeadBefore(bytes: Buffer, base: number, end: number): number {
    const nearest = Math.max(0, end - LOOK_BACK_BYTES);
    let before = end - 1;
    while (before >= nearest) {
      const newline = before === 0 ? -1 : bytes.lastIndexOf(NEWLINE, before - 1);
      const line = newline + 1;
      // The first bytes are a line's start only if the line that was going on starts with them.
      if (newline === -1 && base !== this.#lineStart && base !== 0) return -1;
      if (this.#isHead(bytes, line)) return line;
      if (newline === -1) return -1;
      before = newline;
    }
    return -1;
  }

  #isHead(bytes: Buffer, line: number): boolean {
    return this.#head.test(bytes.toString('latin1', line, Math.min(line + HEAD_BYTES, bytes.length)));
  }

  #endScan(bytes: Buffer, base: number): void {
    if (!this.#open) {
      const head = this.#findHeadBefore(bytes, base, bytes.length);
      if (head !== -1) this.#recordStart = Math.max(this.#recordStart, base + head);
    }
    const newline = bytes.lastIndexOf(NEWLINE);
    if (newline !== -1) this.#lineStart = base + newline + 1;
  }
}

/** The line after the one that `from` lies in; -1 where there is none yet. */
function nextLine(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline === -1 ? -1 : newline + 1;
}
