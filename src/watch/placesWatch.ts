/**
 * Notices what happens at the places. The system's own notices come through chokidar, from folders alone: each costs a handle, and
 * a folder tells of its files. What they miss (network drives, a folder made and filled at once) a slow sweep finds.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { coalesce } from './coalesce.js';
import { Listing } from './findFiles.js';
import type { PathPattern } from './pathPattern.js';
import { codeOf, type NewsFrom } from './placeFiles.js';
import type { WatchedPlace } from './watchedPlace.js';

/** In milliseconds. */
export interface Pace {
  /** Between two looks at the files that grew not long ago. */
  readonly pulseMs: number;
  /** Between two looks at everything. */
  readonly sweepMs: number;
  /** The same while a folder may not be read, or where the system gives no notices. */
  readonly hastySweepMs: number;
  /** A folder that may not be read for longer than this is looked at more and more seldom, down to `sweepMs`. */
  readonly hasteMs: number;
  /** After a change of a folder on the way to a place. */
  readonly settleMs: number;
}

const PACE: Pace = { pulseMs: 1_000, sweepMs: 10_000, hastySweepMs: 1_000, hasteMs: 180_000, settleMs: 50 };

/** A system that never says that it has seen everything must not hold up the rest. */
const READY_MS = 3_000;

export class PlacesWatch {
  readonly #places: readonly WatchedPlace[];
  readonly #onProblem: (message: string) => void;
  readonly #pace: Pace;
  readonly #openWatcher: typeof watch;
  readonly #bases = new Set<string>();
  #watcher: FSWatcher | null = null;
  #from: NewsFrom = 'end';
  #lastSweepAt = 0;
  /** Since when a folder may not be read; null while all may. */
  #blockedAt: number | null = null;
  #pulse: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #closed = false;
  /** Looks everywhere. */
  readonly #sweep = coalesce(() => this.#sweepNow());

  /** `openWatcher` is chokidar's `watch`. */
  constructor(
    places: readonly WatchedPlace[],
    onProblem: (message: string) => void,
    pace: Pace = PACE,
    openWatcher: typeof watch = watch,
  ) {
    this.#places = places;
    this.#onProblem = onProblem;
    this.#pace = pace;
    this.#openWatcher = openWatcher;
  }

  /** Settles when all that exists is followed from its end on. */
  async begin(): Promise<void> {
    await this.#sweep();
    this.#from = 'start';
    await this.#listen();
    await this.#sweep();
    if (!this.#closed) this.#pulse = setInterval(() => void this.#beat(), this.#pace.pulseMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#pulse);
    clearTimeout(this.#soon);
    await this.#watcher?.close();
    await this.#sweep();
  }

  async #sweepNow(): Promise<void> {
    if (this.#closed) return;
    const listing = new Listing();
    await Promise.all(this.#places.map((place) => place.sweep(listing, this.#from)));
    this.#lastSweepAt = performance.now();
    if (this.#watcher) await this.#addBases(this.#watcher);
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastSweepAt >= this.#untilNextSweep(now)) await this.#sweep();
    else await Promise.all(this.#places.map((place) => place.wake(false)));
  }

  /** In proportion to how long a folder may not be read: one that never will be must not cost a look at everything each second. */
  #untilNextSweep(now: number): number {
    const { sweepMs, hastySweepMs, hasteMs } = this.#pace;
    if (!this.#places.some((place) => place.unreadable)) this.#blockedAt = null;
    else this.#blockedAt ??= now;
    if (!this.#watcher) return hastySweepMs;
    if (this.#blockedAt === null) return sweepMs;
    return Math.min(sweepMs, hastySweepMs * Math.max(1, (now - this.#blockedAt) / hasteMs));
  }

  async #listen(): Promise<void> {
    const watcher = this.#openWatcher([], {
      ignoreInitial: true,
      ignorePermissionErrors: true,
      ignored: (path) => !this.#places.some(({ pattern }) => pattern.leadsOn(path)),
    });
    this.#watcher = watcher;
    watcher.on('raw', (_event, name, details) => this.#notice(name, details));
    watcher.on('addDir', () => this.#sweepSoon());
    watcher.on('unlinkDir', (path) => {
      this.#bases.delete(path);
      this.#sweepSoon();
    });
    watcher.on('error', (error) => this.#doWithout(error));
    const ready = new Promise<void>((resolve) => {
      watcher.once('ready', resolve);
      setTimeout(resolve, READY_MS).unref();
    });
    await this.#addBases(watcher);
    if (this.#bases.size > 0) await ready;
  }

  /** Watches for each place the nearest folder that exists on its way. */
  async #addBases(watcher: FSWatcher): Promise<void> {
    const roots = new Map(this.#places.map(({ pattern }) => [pattern.root, pattern]));
    const nearest = await Promise.all([...roots.values()].map(findNearestFolder));
    const folders = [...new Set(nearest)].filter((folder) => !this.#bases.has(folder));
    if (this.#closed || folders.length === 0) return;
    for (const folder of folders) this.#bases.add(folder);
    // Together: chokidar is ready when what it was first given is.
    watcher.add(folders);
  }

  #notice(name: unknown, details: unknown): void {
    if (this.#closed) return;
    const folder = typeof details === 'object' && details !== null && 'watchedPath' in details ? details.watchedPath : null;
    if (typeof folder !== 'string') return;
    const path = typeof name === 'string' && name !== '' ? join(folder, name) : folder;
    for (const place of this.#places) {
      if (place.pattern.matches(path)) void place.touch(path, 'start');
      else if (place.pattern.leadsOn(path)) this.#sweepSoon();
    }
  }

  #sweepSoon(): void {
    if (this.#closed) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#sweep();
    }, this.#pace.settleMs);
  }

  #doWithout(error: unknown): void {
    const code = codeOf(error);
    if (code !== 'EMFILE' && code !== 'ENFILE' && code !== 'ENOSPC') {
      this.#onProblem(`A folder cannot be watched: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    const watcher = this.#watcher;
    if (!watcher) return;
    this.#watcher = null;
    this.#onProblem(`The system has no more file watches to give (${code}): logs are looked at every second instead of at once.`);
    void watcher.close();
  }
}

async function findNearestFolder(pattern: PathPattern): Promise<string> {
  for (const path of pattern.ancestors()) {
    try {
      if ((await stat(path)).isDirectory()) return path;
    } catch {
      // The next one up may be there, or be readable.
    }
  }
  return pattern.root;
}
