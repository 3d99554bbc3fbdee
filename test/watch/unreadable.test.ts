import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatter, ClineFolder, failure, until } from './clineFolder.js';

/** Permissions bind everyone but root: a test that runs as root gives its rights away for the while. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const lateFailure = (words: string): string => failure(words).replace('2026-11-20T12:00:00.000Z', new Date().toISOString());

describe.skipIf(process.platform === 'win32')('a folder without read permission', () => {
  let folder: ClineFolder;

  beforeEach(() => {
    if (isRoot) process.seteuid?.(NOBODY);
    folder = new ClineFolder();
    mkdirSync(dirname(folder.log), { recursive: true });
  });

  afterEach(async () => {
    chmodSync(folder.exthost, 0o755);
    await folder.close();
    if (isRoot) process.seteuid?.(0);
  });

  it('is reported, and recovers; what was written before the watch stays old', async () => {
    folder.append(failure('long ago'));
    chmodSync(folder.exthost, 0o000);
    await folder.watch();
    expect(folder.source('output channel')).toMatchObject({
      state: 'unreadable',
      reason: expect.stringContaining(`${folder.shown(folder.exthost)} cannot be read: permission denied`),
    });
    expect(folder.problems).toHaveLength(1);

    chmodSync(folder.exthost, 0o755);
    folder.append(lateFailure('while it was closed'));
    await until(() => folder.source('output channel').state === 'followed');
    folder.append(failure('afterwards'));
    expect(await folder.toldAfter(2)).toEqual(['while it was closed', 'afterwards']);
    expect(folder.source('output channel')).toMatchObject({ state: 'followed', reason: null });
  });

  it('may be one file alone', async () => {
    folder.append(failure('long ago'));
    chmodSync(folder.log, 0o000);
    await folder.watch();
    expect(folder.source('output channel').state).toBe('unreadable');
    chmodSync(folder.log, 0o644);
    await until(() => folder.source('output channel').state === 'followed');
    folder.append(failure('afterwards'));
    expect(await folder.toldAfter(1)).toEqual(['afterwards']);
  });

  it('does not keep others from being followed', async () => {
    const other = join(folder.exthost, 'output_logging_2');
    folder.append(chatter('hello'));
    mkdirSync(other);
    chmodSync(other, 0o000);
    await folder.watch();
    folder.append(failure('elsewhere'));
    expect(await folder.toldAfter(1)).toEqual(['elsewhere']);
    expect(folder.source('output channel').state).toBe('followed');
    expect(folder.problems).toHaveLength(1);
    rmSync(other, { recursive: true });
  });
});
