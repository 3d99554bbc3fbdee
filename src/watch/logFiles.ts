/** The logs of one place: which are followed, under which names, and how far each was read. */
import { open, stat } from 'node:fs/promises';
import type { Place } from '../tools/tool.js';
import { identify } from './fileIdentity.js';
import { FileTail, type Bookmark, type TailHost } from './fileTail.js';
import { isGone, type NewsFrom, type PlaceFiles } from './placeFiles.js';

/** How long a file is still read that lost its name: its writer may hold it open. */
const LEAVE_MS = 2_000;

/** Of so many files that are gone it is remembered how far they were read: they may come back under another name. */
const REMEMBERED = 256;

export class LogFiles implements PlaceFiles {
  readonly #place: Place;
  readonly #host: TailHost;
  /** By identity. */
  readonly #tails = new Map<string, FileTail>();
  /** A file may have several names. */
  readonly #byPath = new Map<string, FileTail>();
  readonly #leaving = new Map<FileTail, NodeJS.Timeout>();
  readonly #left = new Map<string, Bookmark>();
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: Place, host: TailHost) {
    this.#place = place;
    this.#host = host;
  }

  get files(): string[] {
    return [...this.#tails.values()].filter((tail) => !tail.away).map(({ path }) => path);
  }

  async touch(path: string, from: NewsFrom): Promise<void> {
    const tail = this.#byPath.get(path);
    if (tail) await tail.wake();
    if (this.#closed || (tail && !tail.away)) return;
    // In turn: of two names of one file only the first is new.
    const opening = this.#queue.then(() => this.#openAt(path, from));
    this.#queue = opening.catch(() => {});
    await opening;
  }

  async wake(all: boolean): Promise<void> {
    const tails = [...this.#tails.values()].filter((tail) => all || tail.hot);
    for (const tail of tails) if (tail.away) this.#leave(tail);
    await Promise.all(tails.filter((tail) => !tail.away).map((tail) => this.touch(tail.path, 'start')));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    await Promise.all([...this.#tails.values()].map((tail) => tail.close()));
  }

  async #openAt(path: string, from: NewsFrom): Promise<void> {
    const former = this.#byPath.get(path);
    await former?.wake();
    if (former?.away) this.#leave(former);
    else if (former || this.#closed) return;
    try {
      const there = await stat(path);
      if (!there.isFile()) return;
      const identity = identify(this.#host.platform, there);
      const known = this.#tails.get(identity);
      await known?.wake();
      if (known?.away) await this.#finish(known);
      else if (known && (this.#host.platform !== 'win32' || known.bookmark.scanned === there.size)) {
        this.#byPath.set(path, known);
        return;
      }
      await this.#begin(path, identity, from);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async #begin(path: string, identity: string, from: NewsFrom): Promise<void> {
    const handle = await open(path, 'r');
    const bookmark = this.#left.get(identity);
    const start = bookmark ? { from: bookmark } : typeof from === 'string' ? { from } : { ...from, from: 'start' as const };
    const tail = await FileTail.begin(this.#place, this.#host, { path, handle, identity, ...start });
    await tail.wake();
    // On Windows a rotated file and its successor may share their birth.
    this.#tails.set(this.#tails.has(identity) ? `${identity} ${path}` : identity, tail);
    this.#byPath.set(path, tail);
  }

  /** Its name leads elsewhere: it is read for a while yet, unless it comes back under another name. */
  #leave(tail: FileTail): void {
    for (const [path, other] of this.#byPath) if (other === tail) this.#byPath.delete(path);
    if (this.#leaving.has(tail)) return;
    const timer = setTimeout(() => {
      this.#queue = this.#queue.then(() => this.#finish(tail));
    }, LEAVE_MS);
    this.#leaving.set(tail, timer);
  }

  async #finish(tail: FileTail): Promise<void> {
    clearTimeout(this.#leaving.get(tail));
    this.#leaving.delete(tail);
    await tail.wake();
    await tail.close();
    for (const [key, other] of this.#tails) if (other === tail) this.#tails.delete(key);
    this.#left.delete(tail.identity);
    this.#left.set(tail.identity, tail.bookmark);
    const [oldest] = this.#left.keys();
    if (this.#left.size > REMEMBERED && oldest !== undefined) this.#left.delete(oldest);
  }
}
