/**
 * Follows one file that is rewritten whole: an array of objects, each of which begins with the same bytes. A message is news once,
 * however often the file is written. It may be tens of megabytes, so only its end is read: the bytes that begin an object stand
 * nowhere else, for within a string their quotes would be escaped.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { LogRecord } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import type { Place, ReadRecord } from '../tools/tool.js';
import { coalesce } from './coalesce.js';
import type { NewsFrom } from './placeFiles.js';
import { decode } from './recordText.js';
import { SignalSearch } from './signalSearch.js';

const OBJECT = '{"ts":';

/** Read of the file's end at first, and at most where one object is longer. In bytes. */
const WINDOW_BYTES = 256 * 1024;
const WIDEST_WINDOW_BYTES = 8 * 1024 * 1024;

/** An object that begins so bears its time, in epoch milliseconds. */
const TIME = /^\{"ts":(\d{1,16})[,}]/;

/** Objects that are remembered, the newest ones. A task has far fewer failures. */
const REMEMBERED = 4_096;

export type OnFailure = (observation: Observation, record: LogRecord, path: string) => void;

export class SnapshotFile {
  readonly path: string;
  /** Looks for news. Rejects with what the file system throws. */
  readonly wake = coalesce(() => this.#readNews());
  readonly #object: Buffer;
  readonly #search: SignalSearch;
  readonly #read: ReadRecord;
  readonly #onFailure: OnFailure;
  /** Digests of the objects that were read. */
  readonly #known = new Set<string>();
  /** What is older was there before the first look, though a file that got shorter shows it for the first time. Epoch milliseconds. */
  #oldBefore = 0;

  private constructor(path: string, place: Place, onFailure: OnFailure) {
    this.path = path;
    this.#object = Buffer.from(place.objectStart ?? OBJECT);
    this.#search = new SignalSearch(place.signals);
    this.#read = place.openReader();
    this.#onFailure = onFailure;
  }

  /** `end`: what the file holds now is old. Throws what the file system does. */
  static async begin(place: Place, path: string, from: NewsFrom, onFailure: OnFailure): Promise<SnapshotFile> {
    const file = new SnapshotFile(path, place, onFailure);
    if (typeof from !== 'string') file.#oldBefore = from.notBefore;
    if (from === 'end') {
      const { bytes, whole } = await readEnd(path, file.#object);
      file.#readObjects(bytes);
      const first = bytes.indexOf(file.#object);
      if (!whole && first !== -1) file.#oldBefore = timeOf(bytes.toString('latin1', first, first + OBJECT.length + 20)) ?? 0;
    }
    return file;
  }

  async #readNews(): Promise<void> {
    const { bytes } = await readEnd(this.path, this.#object);
    for (const { observation, record } of this.#readObjects(bytes)) this.#onFailure(observation, record, this.path);
  }

  #readObjects(bytes: Buffer): { observation: Observation; record: LogRecord }[] {
    return this.#objectsWithSignal(bytes).flatMap((text) => {
      const at = timeOf(text);
      const digest = createHash('sha1').update(text).digest('base64');
      if ((at ?? Infinity) < this.#oldBefore || this.#known.has(digest)) return [];
      this.#know(digest);
      const record = { text, message: text, level: null, at };
      const observation = this.#read(record);
      return observation ? [{ observation, record }] : [];
    });
  }

  #know(digest: string): void {
    this.#known.add(digest);
    const [oldest] = this.#known;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }

  /** The whole objects in `bytes` that hold a signal. The last may be cut, where the file is being written: it is none then. */
  #objectsWithSignal(bytes: Buffer): string[] {
    const texts: string[] = [];
    this.#search.begin(bytes, 0);
    let from = 0;
    for (;;) {
      const hit = this.#search.next(from);
      if (hit === -1) return texts;
      const start = bytes.lastIndexOf(this.#object, hit);
      const next = bytes.indexOf(this.#object, hit);
      const end = next === -1 ? bytes.length : next;
      if (start !== -1) texts.push(decode(bytes.subarray(start, end)).replace(/[,\]\s]{1,4}$/, ''));
      from = end;
    }
  }
}

/** The file's end, from an object's start within it. `whole` where that is the whole file. */
async function readEnd(path: string, object: Buffer): Promise<{ bytes: Buffer; whole: boolean }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    for (let width = WINDOW_BYTES; ; width *= 4) {
      const bytes = await readLast(handle, size, Math.min(width, size, WIDEST_WINDOW_BYTES));
      if (bytes.includes(object) || bytes.length === size || width >= WIDEST_WINDOW_BYTES)
        return { bytes, whole: bytes.length === size };
    }
  } finally {
    await handle.close();
  }
}

async function readLast(handle: FileHandle, size: number, width: number): Promise<Buffer> {
  const bytes = Buffer.alloc(width);
  const { bytesRead } = await handle.read(bytes, 0, width, size - width);
  return bytes.subarray(0, bytesRead);
}

function timeOf(text: string): number | null {
  const time = TIME.exec(text)?.[1];
  return time === undefined ? null : Number(time);
}
