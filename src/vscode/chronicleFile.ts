import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import {
  countNotes,
  EMPTY_CHRONICLE,
  readChronicle,
  writeChronicle,
  type Chronicle,
  type ChronicleNote,
} from '../incidents/chronicle.js';
import { replaceText } from './replaceText.js';

export interface ChronicleFileHost {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
  /** A file that does not read was kept aside. */
  readonly onBroken: (aside: string) => void;
}

/** A window holds the file for milliseconds: what has not stirred for so long is of one that died. */
const STALE_MS = 10_000;
const WAIT_MS = 40;
const WAITS = 50;
/** Kept for another try where nothing can be written; the newest. */
const MOST_PENDING = 5_000;

/**
 * The chronicle, in one file for all windows: each counts what it has seen, and what another has counted already is not counted again.
 * It is read, added to and replaced while no other window may; what cannot be written stays in memory, and is tried again.
 */
export class ChronicleFile {
  private stored: Chronicle = EMPTY_CHRONICLE;
  private pending: ChronicleNote[] = [];
  private turn: Promise<void> = Promise.resolve();

  /** @param path null where there is no storage: then it lives as long as the window */
  constructor(
    private readonly path: string | null,
    private readonly host: ChronicleFileHost,
  ) {}

  /** As it was last read, with what this window has counted since. */
  current(more: readonly ChronicleNote[] = []): Chronicle {
    return countNotes(this.stored, [...this.pending, ...more], this.host.now());
  }

  add(notes: readonly ChronicleNote[]): void {
    this.pending = [...this.pending, ...notes].slice(-MOST_PENDING);
  }

  /** Reads what other windows have counted. */
  read(): Promise<void> {
    return this.inTurn(async (path) => {
      this.stored = (await load(path)).chronicle;
    });
  }

  /** Writes what was added. Resolves also where that failed, and was told. */
  flush(): Promise<void> {
    return this.inTurn((path) => (this.pending.length === 0 ? Promise.resolve() : this.hold(path, () => this.merge(path))));
  }

  private inTurn(work: (path: string) => Promise<void>): Promise<void> {
    const { path } = this;
    if (path === null) return Promise.resolve();
    this.turn = this.turn.then(() => work(path)).catch(this.host.onFailure);
    return this.turn;
  }

  private async merge(path: string): Promise<void> {
    const counted = [...this.pending];
    const { chronicle, isWhole } = await load(path);
    const merged = countNotes(chronicle, counted, this.host.now());
    if (!isWhole) await this.keepAside(path);
    await replaceText(path, JSON.stringify(writeChronicle(merged)));
    this.stored = merged;
    const written = new Set(counted);
    this.pending = this.pending.filter((each) => !written.has(each));
  }

  /** What reads of it goes into the new file; the old one is there for who wants to know. A look alone leaves it where it is. */
  private async keepAside(path: string): Promise<void> {
    const aside = `${path}.broken`;
    await rename(path, aside);
    this.host.onBroken(aside);
  }

  private async hold(path: string, work: () => Promise<void>): Promise<void> {
    const lock = `${path}.lock`;
    await mkdir(dirname(path), { recursive: true });
    for (let waits = 0; !(await take(lock)); waits += 1) {
      if (waits === WAITS) throw new Error(`${path} is held by another window.`);
      if (await isStale(lock)) await rm(lock, { force: true });
      else await rest(WAIT_MS);
    }
    try {
      await work();
    } finally {
      await rm(lock, { force: true });
    }
  }
}

async function load(path: string): Promise<ReturnType<typeof readChronicle>> {
  try {
    return readChronicle(parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { chronicle: EMPTY_CHRONICLE, isWhole: true };
    throw error;
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Also where it lies ahead: the clock was put back since. Two that find it stale at one moment may lose one's counts, and no more. */
async function isStale(lock: string): Promise<boolean> {
  try {
    return Math.abs(Date.now() - (await stat(lock)).mtimeMs) > STALE_MS;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    const content: unknown = JSON.parse(text);
    return content;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
