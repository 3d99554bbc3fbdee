/** Follows one file that is appended to, and reads the records in it that tell of a failure. */
import { open, stat, type FileHandle } from 'node:fs/promises';
import { readRecord, type LogRecord } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import type { Environment, Place, ReadRecord } from '../tools/tool.js';
import type { BufferPool, ReadBuffers } from './bufferPool.js';
import { coalesce } from './coalesce.js';
import { identify } from './fileIdentity.js';
import { codeOf, isGone } from './placeFiles.js';
import { RecordScanner, type Span } from './recordScanner.js';
import { decode, joinCut, KEPT_HEAD_BYTES, KEPT_TAIL_BYTES } from './recordText.js';

/** How long the last record of a file is waited for, in milliseconds: another line may belong to it. */
export interface Patience {
  /** After a whole line. */
  readonly lineMs: number;
  /** After a piece of a line. */
  readonly pieceMs: number;
  /** For a record that never stops growing. */
  readonly growingMs: number;
}

export const PATIENCE: Patience = { lineMs: 60, pieceMs: 1_000, growingMs: 5_000 };

/** What a tail needs of its surroundings. */
export interface TailHost {
  readonly platform: Environment['platform'];
  /** A path as it is shown. */
  readonly abbreviate: (path: string) => string;
  readonly buffers: BufferPool;
  readonly patience: Patience;
  readonly onFailure: (observation: Observation, record: LogRecord, path: string) => void;
  readonly onProblem: (message: string) => void;
}

/** How far a file was read: enough to go on with it, and to see that it is no longer the same. */
export interface Bookmark {
  readonly scanned: number;
  /** The bytes before `scanned`. */
  readonly last: Buffer;
}

export interface TailStart {
  readonly path: string;
  readonly handle: FileHandle;
  readonly identity: string;
  /** Where news begin: at the file's start, at its end, or where it was left. */
  readonly from: 'start' | 'end' | Bookmark;
  /** Epoch milliseconds: of what is in the file by now, records without a time or with an earlier one are no news. */
  readonly notBefore?: number;
}

/** As many bytes before the end are compared at each read: a file that was cut and has grown again is another one. */
const LAST_BYTES = 64;

/** Read of a file that is followed from its end, for where its last record began. */
const LEARNT_BYTES = 4 * 1024;

/** From this length on, in bytes, a line is told of as too long. */
const LONG_LINE_BYTES = 1024 * 1024;

/** After this time without growth the file is closed, and opened again when it grows, so that its folder can be removed on Windows. */
const COLD_AFTER_MS = 10 * 60_000;

export class FileTail {
  readonly identity: string;
  readonly path: string;
  readonly #place: Place;
  readonly #host: TailHost;
  #handle: FileHandle | null;
  #scanner: RecordScanner;
  #read: ReadRecord;
  #last: Buffer = Buffer.alloc(0);
  readonly #notBefore: number;
  /** From here on everything is news. */
  #newsFrom = 0;
  /** The unfinished record, its text kept because a cut file has it no more. */
  #unfinished: { readonly text: string; readonly start: number } | null = null;
  #unfinishedSince = 0;
  #grownAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  readonly #work = coalesce(() => this.#readNews());
  #closed = false;
  #away = false;
  #toldBinary = false;
  #toldLongLine = -1;

  private constructor(place: Place, host: TailHost, start: TailStart) {
    this.#place = place;
    this.#host = host;
    this.path = start.path;
    this.identity = start.identity;
    this.#handle = start.handle;
    this.#notBefore = start.notBefore ?? 0;
    if (start.notBefore !== undefined) this.#newsFrom = Number.POSITIVE_INFINITY;
    this.#read = place.openReader();
    this.#scanner = new RecordScanner(place.format, place.signals, 0);
  }

  /** Takes over the handle. News are read from here on at each `wake`. */
  static async begin(place: Place, host: TailHost, start: TailStart): Promise<FileTail> {
    const tail = new FileTail(place, host, start);
    if (start.from === 'end') await tail.#skipToEnd(start.handle);
    else if (start.from !== 'start') tail.#resume(start.from);
    return tail;
  }

  get bookmark(): Bookmark {
    return { scanned: this.#scanner.scanned, last: this.#last };
  }

  /** True once its path leads to another file or to none. What is still written to it is read until it is closed. */
  get away(): boolean {
    return this.#away;
  }

  /** It grew not long ago, so it is worth looking at where nothing tells of changes. */
  get hot(): boolean {
    return this.#handle !== null && performance.now() - this.#grownAt < COLD_AFTER_MS;
  }

  /** Whether there is nothing to do, as far as its name and size tell: cheaper than to read. */
  async isQuiet(): Promise<boolean> {
    try {
      const there = await stat(this.path);
      if (this.#handle !== null && !this.hot) return false;
      return !this.#away && there.size === this.#scanner.scanned && identify(this.#host.platform, there) === this.identity;
    } catch {
      return false;
    }
  }

  /** Reads what is new; settles when all of it is read. Never rejects. */
  wake(): Promise<void> {
    return this.#closed ? Promise.resolve() : this.#work();
  }

  /** What was written a moment ago is news too: it is read before. */
  async close(): Promise<void> {
    if (!this.#closed && !(await this.isQuiet())) await this.#work();
    this.#closed = true;
    // What was asked for in between.
    await this.#work();
    clearTimeout(this.#timer);
    this.#settle();
    await this.#letGo();
  }

  async #skipToEnd(handle: FileHandle): Promise<void> {
    const { size, mtimeMs } = await handle.stat();
    this.#grownAt -= Math.max(0, Date.now() - mtimeMs);
    const bytes = Buffer.alloc(Math.min(size, LEARNT_BYTES));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, size - bytes.length);
    this.#scanner = new RecordScanner(this.#place.format, this.#place.signals, size - bytes.length + bytesRead);
    this.#scanner.learn(bytes.subarray(0, bytesRead));
    this.#remember(bytes.subarray(0, bytesRead));
  }

  #resume({ scanned, last }: Bookmark): void {
    this.#scanner = new RecordScanner(this.#place.format, this.#place.signals, scanned);
    this.#scanner.learn(last);
    this.#last = last;
  }

  async #readNews(): Promise<void> {
    try {
      const handle = this.#closed ? null : await this.#open();
      if (!handle) return;
      let again = true;
      while (again && !this.#closed) again = await this.#host.buffers.with((buffers) => this.#readToEnd(handle, buffers));
      this.#newsFrom = Math.min(this.#newsFrom, this.#scanner.scanned);
      if (!this.#away) this.#away = !(await this.#leadsHere(handle));
      this.#waitForRest();
      if (performance.now() - this.#grownAt > COLD_AFTER_MS) await this.#letGo();
    } catch (error) {
      await this.#letGo();
      this.#away = true;
      this.#tellProblem(`could not be read on: ${codeOf(error) ?? String(error)}`);
    }
  }

  /** True if the file turned out to be another one, to be read from its start. */
  async #readToEnd(handle: FileHandle, buffers: ReadBuffers): Promise<boolean> {
    const { reach } = this.#scanner;
    let base = this.#scanner.resumeAt;
    let reading = handle.read(buffers.first, 0, buffers.first.length, base);
    try {
      for (;;) {
        const { bytesRead, buffer } = await reading;
        const bytes = buffer.subarray(0, bytesRead);
        const known = this.#scanner.scanned - base;
        if (bytesRead < known || !bytes.subarray(known - this.#last.length, known).equals(this.#last)) {
          this.#startOver();
          return true;
        }
        if (bytesRead === known) return false;
        const next = base + bytesRead - reach;
        const goesOn = bytesRead === buffer.length && !this.#closed;
        if (goesOn) reading = handle.read(buffers.other(buffer), 0, buffer.length, next);
        await this.#take(handle, bytes, base);
        if (!goesOn) return false;
        base = next;
      }
    } finally {
      // No buffer is given back while the system writes into it.
      await reading.catch(() => {});
    }
  }

  async #take(handle: FileHandle, bytes: Buffer, base: number): Promise<void> {
    this.#grownAt = performance.now();
    this.#tellBinary(bytes);
    for (const span of this.#scanner.scan(bytes, base)) this.#tell(await this.#textOf(handle, span, bytes, base), span.start);
    this.#remember(bytes);
    this.#tellLongLine();
    const { unfinished } = this.#scanner;
    if (!unfinished) {
      this.#unfinished = null;
      return;
    }
    if (this.#unfinished === null) this.#unfinishedSince = this.#grownAt;
    this.#unfinished = { text: await this.#textOf(handle, unfinished, bytes, base), start: unfinished.start };
  }

  /** The file was cut, or another one took its place under the same identity. */
  #startOver(): void {
    this.#settle();
    this.#scanner = new RecordScanner(this.#place.format, this.#place.signals, 0);
    this.#read = this.#place.openReader();
    this.#last = Buffer.alloc(0);
    this.#newsFrom = 0;
  }

  #remember(bytes: Buffer): void {
    this.#last = Buffer.from(bytes.subarray(-LAST_BYTES));
  }

  async #textOf(handle: FileHandle, { start, end }: Span, bytes: Buffer, base: number): Promise<string> {
    const cut = async (from: number, to: number): Promise<Buffer> => {
      if (from >= base && to <= base + bytes.length) return bytes.subarray(from - base, to - base);
      const part = Buffer.alloc(to - from);
      const { bytesRead } = await handle.read(part, 0, part.length, from);
      return part.subarray(0, bytesRead);
    };
    if (end - start <= KEPT_HEAD_BYTES + KEPT_TAIL_BYTES) return decode(await cut(start, end));
    return joinCut(await cut(start, start + KEPT_HEAD_BYTES), await cut(end - KEPT_TAIL_BYTES, end));
  }

  /** True if the record told of a failure. */
  #tell(text: string, start: number): boolean {
    const record = readRecord(text, this.#place.format);
    const observation = this.#read(record);
    if (!observation || (start < this.#newsFrom && (observation.at ?? record.at ?? 0) < this.#notBefore)) return false;
    this.#host.onFailure(observation, record, this.path);
    return true;
  }

  #waitForRest(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#unfinished === null) return;
    const { lineMs, pieceMs, growingMs } = this.#host.patience;
    const quietMs = this.#scanner.lineStart === this.#scanner.scanned ? lineMs : pieceMs;
    const due = Math.min(this.#grownAt + quietMs, this.#unfinishedSince + growingMs);
    this.#timer = setTimeout(() => this.#settle(), Math.max(0, due - performance.now()));
  }

  /** The unfinished record is taken for finished. Told of once, what is added to it is no news; else it is read again when it grows. */
  #settle(): void {
    if (this.#unfinished === null) return;
    if (this.#tell(this.#unfinished.text, this.#unfinished.start)) this.#scanner.settle();
    this.#unfinished = null;
  }

  #tellBinary(bytes: Buffer): void {
    if (this.#toldBinary || !bytes.subarray(0, LEARNT_BYTES).includes(0)) return;
    this.#toldBinary = true;
    this.#tellProblem(`does not look like text; it is followed, but little in it may be readable.`);
  }

  #tellLongLine(): void {
    const { lineStart, scanned } = this.#scanner;
    if (scanned - lineStart <= LONG_LINE_BYTES || this.#toldLongLine === lineStart) return;
    this.#toldLongLine = lineStart;
    this.#tellProblem(`has a line of more than 1 MB; only its head and tail are read.`);
  }

  #tellProblem(what: string): void {
    this.#host.onProblem(`${this.#host.abbreviate(this.path)} ${what}`);
  }

  /** The file itself, though its name may lead elsewhere by now; null where it was let go of and is gone. */
  async #open(): Promise<FileHandle | null> {
    if (this.#handle) return this.#handle;
    try {
      const handle = await open(this.path, 'r');
      if (identify(this.#host.platform, await handle.stat()) === this.identity) {
        this.#handle = handle;
        return handle;
      }
      await handle.close();
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    this.#away = true;
    return null;
  }

  async #leadsHere(handle: FileHandle): Promise<boolean> {
    try {
      const here = await handle.stat();
      const there = await stat(this.path);
      // On Windows a new file may have the birth of the old one: it is seen by its size.
      return (
        identify(this.#host.platform, there) === this.identity && (this.#host.platform !== 'win32' || there.size >= here.size)
      );
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  async #letGo(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }
}
