/** The snapshots of one place. */
import { stat } from 'node:fs/promises';
import type { Place } from '../tools/tool.js';
import { codeOf, isGone, RECENT_MS, type NewsFrom, type PlaceFiles } from './placeFiles.js';
import { SnapshotFile, type OnFailure } from './snapshotFile.js';

/** A file that is written several times in a row is read once, in milliseconds. */
const REST_MS = 100;

export interface SnapshotHost {
  /** Epoch milliseconds at which the watch began. */
  readonly startedAt: number;
  /** A path as it is shown. */
  readonly abbreviate: (path: string) => string;
  readonly onFailure: OnFailure;
  readonly onProblem: (message: string) => void;
}

export class SnapshotFiles implements PlaceFiles {
  readonly #place: Place;
  readonly #host: SnapshotHost;
  /** Null for one that was not read yet. */
  readonly #known = new Map<string, SnapshotFile | null>();
  /** When each was written when it was last looked at: its time of change and its size. */
  readonly #versions = new Map<string, string>();
  readonly #resting = new Map<string, NodeJS.Timeout>();
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: Place, host: SnapshotHost) {
    this.#place = place;
    this.#host = host;
  }

  get files(): string[] {
    return [...this.#versions.keys()];
  }

  async touch(path: string, from: NewsFrom): Promise<void> {
    if (this.#closed || this.#resting.has(path)) return;
    if (this.#known.has(path)) {
      this.#resting.set(
        path,
        setTimeout(() => {
          this.#resting.delete(path);
          this.#look(path, from).catch((error: unknown) =>
            this.#host.onProblem(`${this.#host.abbreviate(path)} could not be read: ${codeOf(error) ?? String(error)}`),
          );
        }, REST_MS),
      );
      return;
    }
    await this.#look(path, from);
  }

  async wake(all: boolean): Promise<void> {
    if (all) await Promise.all([...this.#known.keys()].map((path) => this.#look(path, 'start')));
  }

  /** What was written a moment ago is news too: it is read before. */
  async close(): Promise<void> {
    for (const timer of this.#resting.values()) clearTimeout(timer);
    // One that cannot be read now keeps no other from it.
    await this.wake(true).catch(() => {});
    await this.#queue;
    this.#closed = true;
    await this.#queue;
  }

  /** One at a time: each reads its window into memory. */
  #look(path: string, from: NewsFrom): Promise<void> {
    const looking = this.#queue.then(() => this.#lookNow(path, from));
    this.#queue = looking.catch(() => {});
    return looking;
  }

  async #lookNow(path: string, from: NewsFrom): Promise<void> {
    if (this.#closed) return;
    try {
      const { mtimeMs, size } = await stat(path);
      const version = `${mtimeMs} ${size}`;
      if (this.#versions.get(path) === version) return;
      const old = from === 'end' && mtimeMs < this.#host.startedAt - RECENT_MS;
      const file = this.#known.get(path);
      if (file) await file.wake();
      else if (old) this.#known.set(path, null);
      else this.#known.set(path, await this.#begin(path, this.#known.has(path) ? { notBefore: this.#host.startedAt } : from));
      this.#versions.set(path, version);
    } catch (error) {
      if (!isGone(error)) throw error;
      // Between two writes it may be gone for a moment; what was told of it must not be told again.
      this.#versions.delete(path);
    }
  }

  async #begin(path: string, from: NewsFrom): Promise<SnapshotFile> {
    const file = await SnapshotFile.begin(this.#place, path, from, this.#host.onFailure);
    await file.wake();
    return file;
  }
}
