/** One place of one tool while it is watched. */
import type { Text } from '../engine/text.js';
import type { Environment, Place, Tool } from '../tools/tool.js';
import { findFiles, type Listing } from './findFiles.js';
import { PathPattern } from './pathPattern.js';
import { codeOf, type NewsFrom, type PlaceFiles } from './placeFiles.js';
import type { SourceReport } from './source.js';
import { sayWatchText, watchText } from './watchText.js';

export interface WatchedPlaceHost {
  readonly platform: Environment['platform'];
  /** A path as it is shown. */
  readonly abbreviate: (path: string) => string;
  /** Epoch milliseconds at which the watch began. */
  readonly startedAt: number;
  readonly onProblem: (message: string) => void;
  /** The report is another one. */
  readonly onChange: () => void;
}

export class WatchedPlace {
  readonly pattern: PathPattern;
  readonly #tool: Tool;
  readonly #place: Place;
  readonly #files: PlaceFiles;
  readonly #host: WatchedPlaceHost;
  /** Folders and files that may not be read, and why. */
  readonly #unreadable = new Map<string, string>();
  #reported = '';

  constructor(tool: Tool, place: Place, files: PlaceFiles, host: WatchedPlaceHost) {
    this.#tool = tool;
    this.#place = place;
    this.#files = files;
    this.#host = host;
    this.pattern = new PathPattern(host.platform, place.root, place.segments);
  }

  get unreadable(): boolean {
    return this.#unreadable.size > 0;
  }

  get report(): SourceReport {
    const { abbreviate } = this.#host;
    const files = [...this.#files.files].sort().map(abbreviate);
    const [blocked] = this.#unreadable;
    return {
      tool: this.#tool.id,
      toolName: this.#tool.name,
      label: this.#place.label,
      pattern: abbreviate(this.pattern.toString()),
      files,
      ...(files.length > 0
        ? { state: 'followed', reason: null }
        : blocked
          ? { state: 'unreadable', reason: this.#explain(...blocked) }
          : { state: 'not-found', reason: null }),
    };
  }

  /** Looks for files, and reads what is new in those known. */
  async sweep(listing: Listing, from: NewsFrom): Promise<void> {
    const { files, unreadable } = await findFiles(this.pattern, listing);
    const before = [...this.#unreadable.keys()];
    for (const [path, reason] of unreadable) this.#block(path, reason);
    for (const path of before) if (!unreadable.has(path) && !files.includes(path)) this.#unreadable.delete(path);
    for (const path of files) {
      if (this.#files.rests?.(path)) continue;
      await this.touch(path, before.some((blocked) => path.startsWith(blocked)) ? this.#late : from);
    }
    await this.wake(true);
  }

  async touch(path: string, from: NewsFrom): Promise<void> {
    try {
      await this.#files.touch(path, this.#unreadable.has(path) ? this.#late : from);
      this.#unreadable.delete(path);
    } catch (error) {
      this.#block(path, codeOf(error) ?? String(error));
    }
    this.#tellChange();
  }

  async wake(all: boolean): Promise<void> {
    try {
      await this.#files.wake(all);
    } catch (error) {
      this.#host.onProblem(sayWatchText(this.#explain(this.pattern.toString(), codeOf(error) ?? String(error))));
    }
    this.#tellChange();
  }

  close(): Promise<void> {
    return this.#files.close();
  }

  /** What was written before the watch began is no news because it could not be read then. */
  get #late(): NewsFrom {
    return { notBefore: this.#host.startedAt };
  }

  #block(path: string, reason: string): void {
    if (!this.#unreadable.has(path)) this.#host.onProblem(sayWatchText(this.#explain(path, reason)));
    this.#unreadable.set(path, reason);
  }

  #tellChange(): void {
    const { state, files } = this.report;
    const reported = [state, ...files].join('\n');
    if (reported === this.#reported) return;
    this.#reported = reported;
    this.#host.onChange();
  }

  #explain(path: string, code: string): Text {
    const reason = code === 'EACCES' || code === 'EPERM' ? watchText('watch.denied') : code;
    return watchText('watch.unreadable', { path: this.#host.abbreviate(path), reason });
  }
}
