/**
 * What was done to which file, so that it can be undone and a crash leaves no doubt: one JSON file a fix, written before the first
 * file of a person's is touched and again when the last one was.
 *
 * Beside it lie the backups. They hold what the settings hold, keys in plain text among it where the tool keeps them so: they are
 * readable by their owner alone, in a folder of the same kind, and kept for the newest fixes, until the first look after a month.
 */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Text } from '../engine/text.js';
import { codeOf } from './fixFailure.js';
import { describeFailure, replaceFile } from './replaceFile.js';
import { fixText } from './fixText.js';

const KEPT_FIXES = 20;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** A backup without an entry may be that of a fix which is being made. */
const ORPHAN_MS = 60 * 60 * 1000;

/** A text as data: it is said in the language of who reads the journal. */
const StoredText: z.ZodMiniType<Text> = z.object({
  id: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.lazy(() => StoredText)])),
});

/** In English, as it was said when the fix was made: until texts were data, titles were kept so. Such a fix can be undone as any other. */
const SaidTitle = z.pipe(
  z.string(),
  z.transform((title): Text => fixText('fixes.saidTitle', { title })),
);

const JournalFile = z.object({
  /** As the tool names it. */
  path: z.string(),
  /** Symbolic links followed. */
  target: z.string(),
  /** Of the bytes before; null for a file that the fix made. */
  before: z.nullable(z.string()),
  after: z.string(),
  /** Name in the journal's folder; null where there was no file. */
  backup: z.nullable(z.string()),
  /** On the text before, without its byte order mark. They hold addresses and names of models, and no key. */
  edits: z.array(z.object({ offset: z.number(), length: z.number(), text: z.string() })),
});
export type JournalFile = z.infer<typeof JournalFile>;

export const JournalEntry = z.object({
  id: z.string(),
  tool: z.string(),
  toolName: z.string(),
  kind: z.enum(['switch-model', 'point-at-endpoint']),
  title: z.union([StoredText, SaidTitle]),
  /** When it takes effect; absent from entries of before it was kept. */
  effect: z.optional(StoredText),
  /** Epoch milliseconds. */
  at: z.number(),
  /** `abandoned`: none of the files is changed. */
  state: z.enum(['applying', 'applied', 'abandoned', 'undoing', 'undone']),
  /** Epoch milliseconds since which it is in this state. */
  stateAt: z.number(),
  /** Of the process that is at it. */
  pid: z.number(),
  files: z.array(JournalFile),
  /** Files beside them that the tool looks at, symbolic links followed: an undo touches them as the fix did. */
  touched: z.optional(z.array(z.string())),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export class Journal {
  constructor(
    /** Absolute; made where it is missing. */
    private readonly folder: string,
  ) {}

  async write(entry: JournalEntry): Promise<void> {
    await this.makeFolder();
    await replaceFile(this.entryPath(entry.id), Buffer.from(`${JSON.stringify(entry)}\n`), { mode: 0o600 });
  }

  async writeBackup(name: string, bytes: Uint8Array): Promise<void> {
    await this.makeFolder();
    await replaceFile(path.join(this.folder, name), bytes, { mode: 0o600 });
  }

  /** Null where it is no longer kept. */
  async readBackup(name: string): Promise<Buffer | null> {
    try {
      return await readFile(path.join(this.folder, name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Newest first. What cannot be read is left out. */
  async read(): Promise<JournalEntry[]> {
    const entries: JournalEntry[] = [];
    for (const name of await this.names()) {
      if (!name.endsWith('.json')) continue;
      const entry = parseEntry(await readFile(path.join(this.folder, name), 'utf8').catch(() => ''));
      if (entry !== null) entries.push(entry);
    }
    return entries.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  }

  /** Removes what is beyond number and age. `now` in epoch milliseconds. */
  async prune(now: number): Promise<void> {
    const entries = await this.read();
    const kept = entries.filter(
      ({ at, state }, index) => (index < KEPT_FIXES && at >= now - KEPT_MS) || state === 'applying' || state === 'undoing',
    );
    const names = new Set(kept.flatMap(({ id, files }) => files.flatMap(({ backup }) => backup ?? []).concat(`${id}.json`)));
    const there = await this.names();
    for (const name of there) {
      const file = path.join(this.folder, name);
      const [id = ''] = name.split('.');
      const known = entries.some((each) => each.id === id);
      // An entry that does not read is another version's, which can still undo it.
      const keptMs = there.includes(`${id}.json`) ? KEPT_MS : ORPHAN_MS;
      if (names.has(name) || !(known || (await isOlder(file, now - keptMs)))) continue;
      // What cannot go now goes at the next look; no fix fails for it.
      await rm(file, { force: true }).catch(() => undefined);
    }
  }

  private async makeFolder(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw describeFailure(this.folder, error);
    }
  }

  private entryPath(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return [];
      throw error;
    }
  }
}

function parseEntry(text: string): JournalEntry | null {
  try {
    const parsed = JournalEntry.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function isOlder(file: string, time: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs < time;
  } catch {
    return false;
  }
}
