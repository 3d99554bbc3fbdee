import { appendFileSync, mkdirSync, mkdtempSync, readlinkSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/tools/claudeCode.js';
import { watchTools, type ToolWatch } from '../../src/watch/watch.js';
import { rest, until } from './clineFolder.js';

let home: string;
let watch: ToolWatch | null = null;
let told: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unwrap-old-'));
  told = [];
});

afterEach(async () => {
  await watch?.close();
  watch = null;
  rmSync(home, { recursive: true });
});

async function begin(): Promise<void> {
  watch = watchTools({
    tools: [claudeCode],
    scope: { environment: { platform: 'linux', home, env: {} }, editors: [] },
    onObservation: ({ raw }) => told.push(raw),
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  await watch.ready;
}

const DAYS_MS = 24 * 3_600_000;

function transcript(name: string): string {
  const folder = join(home, '.claude', 'projects', '-home-ada-work');
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
  await until(() => told.length >= count);
  await rest();
  return told;
}

describe('sessions of days ago', () => {
  it('are neither opened nor listed, and are followed from where they ended once they go on', async () => {
    const path = writeOld('1.jsonl');
    for (let index = 2; index < 40; index += 1) writeOld(`${index}.jsonl`);
    await begin();
    expect(watch?.sources().flatMap(({ files }) => files)).toEqual([]);
    expect(openFiles().filter((open) => open.startsWith(home))).toEqual([]);
    appendFileSync(path, failure('new'));
    expect(await toldAfter(1)).toEqual(['new']);
    expect(watch?.sources().flatMap(({ files }) => files)).toEqual(['~/.claude/projects/-home-ada-work/1.jsonl']);
  });

  it('are read from their start where another file took the place', async () => {
    const path = writeOld('1.jsonl');
    await begin();
    rmSync(path);
    await rest();
    writeFileSync(path, failure('first of another') + failure('second of another'));
    expect(await toldAfter(2)).toEqual(['first of another', 'second of another']);
  });

  it('are no news when they are copied to a new file, as on taking a session up again', async () => {
    await begin();
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
