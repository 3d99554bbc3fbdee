/** The logs of one place: which are followed, under which names, and how far each was read. */
import { open, stat } from 'node:fs/promises';
import type { Place } from '../tools/tool.js';
import { identify } from './fileIdentity.js';
import { FileTail, type Bookmark, type TailHost } from './fileTail.js';
import { isGone, RECENT_MS, type NewsFrom, type PlaceFiles } from './placeFiles.js';

/** How long a file is still read that lost its name: its writer may hold it open. */
const LEAVE_MS = 2_000;

/** Of so many files that are gone it is remembered how far they were read: they may come back under another name. */
const REMEMBERED = 256;

export interface LogFilesHost extends TailHost {
  /** Epoch milliseconds at which the watch began. */
  readonly startedAt: number;
}

/** How seldom a file is looked at that nothing tells of, in milliseconds, once it is old. There may be thousands. */
const REST_MS = 60_000;

/** A file that was old when the watch began, and has not been opened: what it was then. */
interface Sleeper {
  readonly identity: string;
  readonly size: number;
  /** By the monotonic clock. */
  lookedAt: number;
}

interface Left {
  readonly identity: string;
  readonly bookmark: Bookmark;
}

export class LogFiles implements PlaceFiles {
  readonly #place: Place;
  readonly #host: LogFilesHost;
  readonly #tails = new Set<FileTail>();
  /** A file may have several names. */
  readonly #byPath = new Map<string, FileTail>();
  readonly #leaving = new Map<FileTail, NodeJS.Timeout>();
  readonly #left: Left[] = [];
  /** By path. */
  readonly #asleep = new Map<string, Sleeper>();
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: Place, host: LogFilesHost) {
    this.#place = place;
    this.#host = host;
  }

  get files(): string[] {
    return [...this.#tails].filter((tail) => !tail.away).map(({ path }) => path);
  }

  rests(path: string): boolean {
    const sleeper = this.#asleep.get(path);
    return sleeper !== undefined && performance.now() - sleeper.lookedAt < REST_MS;
  }

  async touch(path: string, from: NewsFrom): Promise<void> {
    const tail = this.#byPath.get(path);
    if (tail) await tail.wake();
    if (this.#closed || (tail && !tail.away) || (await this.#isAsleep(path))) return;
    // In turn: of two names of one file only the first is new.
    const opening = this.#queue.then(() => this.#openAt(path, from));
    this.#queue = opening.catch(() => {});
    await opening;
  }

  async wake(all: boolean): Promise<void> {
    const tails = [...this.#tails].filter((tail) => all || tail.hot);
    for (const tail of tails) if (tail.away) this.#leave(tail);
    const look = async (tail: FileTail): Promise<void> => {
      if (!(await tail.isQuiet())) await this.touch(tail.path, 'start');
    };
    await Promise.all(tails.filter((tail) => !tail.away).map(look));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    await Promise.all([...this.#tails].map((tail) => tail.close()));
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
      for (const tail of [...this.#tails].filter((other) => other.identity === identity)) {
        await tail.wake();
        if (tail.away) await this.#finish(tail);
        else if (this.#host.platform !== 'win32' || (await goesOn(path, tail.bookmark))) {
          this.#byPath.set(path, tail);
          return;
        }
      }
      if (from === 'end' && there.mtimeMs < this.#host.startedAt - RECENT_MS)
        this.#asleep.set(path, { identity, size: there.size, lookedAt: performance.now() });
      else await this.#begin(path, identity, from);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async #begin(path: string, identity: string, from: NewsFrom): Promise<void> {
    const bookmark = (await this.#findBookmark(path, identity)) ?? this.#wakeUp(path, identity);
    const start = bookmark ? { from: bookmark } : typeof from === 'string' ? { from } : { ...from, from: 'start' as const };
    const handle = await open(path, 'r');
    const tail = await FileTail.begin(this.#place, this.#host, { path, handle, identity, ...start });
    await tail.wake();
    this.#tails.add(tail);
    this.#byPath.set(path, tail);
  }

  async #isAsleep(path: string): Promise<boolean> {
    const left = this.#asleep.get(path);
    if (!left) return false;
    left.lookedAt = performance.now();
    try {
      return (await stat(path)).size === left.size;
    } catch (error) {
      if (!isGone(error)) throw error;
      this.#asleep.delete(path);
      return false;
    }
  }

  /** Where the news of a file begin that was left alone; null where another one took its place. */
  #wakeUp(path: string, identity: string): Bookmark | null {
    const left = this.#asleep.get(path);
    this.#asleep.delete(path);
    return left?.identity === identity ? { scanned: left.size, last: Buffer.alloc(0) } : null;
  }

  /** How far the file was read under a former name. An identity alone proves nothing: file systems give it to a new file again. */
  async #findBookmark(path: string, identity: string): Promise<Bookmark | null> {
    for (const left of this.#left) if (left.identity === identity && (await goesOn(path, left.bookmark))) return left.bookmark;
    return null;
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
    await tail.close();
    this.#tails.delete(tail);
    this.#left.unshift({ identity: tail.identity, bookmark: tail.bookmark });
    this.#left.length = Math.min(this.#left.length, REMEMBERED);
  }
}

/** Whether the file at a path holds what was read last, at the same place. */
async function goesOn(path: string, { scanned, last }: Bookmark): Promise<boolean> {
  if (last.length === 0) return false;
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(last.length);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, scanned - last.length);
    return bytes.subarray(0, bytesRead).equals(last);
  } finally {
    await handle.close();
  }
}
