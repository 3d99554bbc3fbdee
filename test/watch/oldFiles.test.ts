import { appendFileSync, mkdirSync, readlinkSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/tools/claudeCode.js';
import { rest, until } from './clineFolder.js';
import { WatchedHome } from './watchedHome.js';

const watched = new WatchedHome(claudeCode);
const DAYS_MS = 24 * 3_600_000;

function transcript(name: string): string {
  const folder = join(watched.home, '.claude', 'projects', '-home-ada-work');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

function failure(words: string, at = Date.now()): string {
  const message = { model: '<synthetic>', content: [{ type: 'text', text: words }] };
  return `${JSON.stringify({ type: 'assistant', message, isApiErrorMessage: true, timestamp: new Date(at).toISOString() })}\n`;
}

/** A session that ended days ago. */
function writeOld(name: string): string {
  const path = transcript(name);
  const then = Date.now() - 3 * DAYS_MS;
  writeFileSync(path, failure('old', then));
  utimesSync(path, then / 1000, then / 1000);
  return path;
}

async function toldAfter(count: number): Promise<string[]> {
  await until(() => watched.told.length >= count);
  await rest();
  return watched.told.map(({ raw }) => raw);
}

describe('sessions of days ago', () => {
  it('are neither opened nor listed, and are followed from where they ended once they go on', async () => {
    const path = writeOld('1.jsonl');
    for (let index = 2; index < 40; index += 1) writeOld(`${index}.jsonl`);
    await watched.begin();
    expect(watched.watch?.sources().flatMap(({ files }) => files)).toEqual([]);
    expect(openFiles().filter((open) => open.startsWith(watched.home))).toEqual([]);
    appendFileSync(path, failure('new'));
    expect(await toldAfter(1)).toEqual(['new']);
    expect(watched.watch?.sources().flatMap(({ files }) => files)).toEqual(['~/.claude/projects/-home-ada-work/1.jsonl']);
  });

  it('are read from their start where another file took the place', async () => {
    const path = writeOld('1.jsonl');
    await watched.begin();
    rmSync(path);
    await rest();
    writeFileSync(path, failure('first of another') + failure('second of another'));
    expect(await toldAfter(2)).toEqual(['first of another', 'second of another']);
  });

  it('are no news when they are copied to a new file, as on taking a session up again', async () => {
    await watched.begin();
    writeFileSync(transcript('copy.jsonl'), failure('old', Date.now() - 3 * DAYS_MS) + failure('new'));
    expect(await toldAfter(1)).toEqual(['new']);
  });
});

/** What this process holds open, as far as the system tells. */
function openFiles(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return [];
    }
  });
}
