import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { describe, expect, it } from 'vitest';
import { applyFix } from '../../src/fixes/applyFix.js';
import { listFixes } from '../../src/fixes/listFixes.js';
import { previewUndo, undoFix } from '../../src/fixes/undoFix.js';
import { continueSettings } from '../../src/tools/settings/continue.js';
import { pointAt, switchTo } from './intents.js';
import { openStage } from './stage.js';
import { saying, tellingOf } from '../saying.js';

const stage = openStage();
const SETTINGS = ['.claude', 'settings.json'] as const;
const TEXT = '{\n  "model": "opus",\n  "env": { "ANTHROPIC_API_KEY": "sk-ant-api03-invented" }\n}\n';

describe('a fix', { timeout: 30_000 }, () => {
  it('is made, noted and undone, byte for byte', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const entry = await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    expect(await stage.read(...SETTINGS)).toBe(TEXT.replace('opus', 'sonnet'));
    expect(await listFixes(stage.desk().folder, 0)).toMatchObject([
      {
        id: entry.id,
        state: 'applied',
        title: saying('Switch Claude Code from opus to sonnet'),
        kind: 'switch-model',
        tool: 'claude-code',
      },
    ]);
    expect(await undoFix(null, stage.desk())).toMatchObject({ id: entry.id, state: 'undone' });
    expect(await stage.read(...SETTINGS)).toBe(TEXT);
    expect(await readdir(stage.at('.claude'))).toEqual(['settings.json']);
    await expect(undoFix(null, stage.desk())).rejects.toThrow(tellingOf('There is no fix to undo.'));
  });

  it.each([
    ['line ends and byte order mark', `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`],
    ['a file without a line end', '{"model":"opus"}'],
  ])('keeps %s', async (_, text) => {
    await stage.write(text, ...SETTINGS);
    await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    expect(await stage.read(...SETTINGS)).toBe(text.replace('opus', 'sonnet'));
    await undoFix(null, stage.desk());
    expect(await stage.read(...SETTINGS)).toBe(text);
  });

  it('makes a file that the tool expects, for its owner alone, and removes it again', async () => {
    await applyFix(await stage.preview(pointAt()), stage.desk());
    expect(JSON.parse((await stage.read(...SETTINGS)) ?? '')).toEqual({
      env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:4141/anthropic' },
    });
    expect((await stat(stage.at(...SETTINGS))).mode & 0o777).toBe(0o600);
    await undoFix(null, stage.desk());
    expect(await stage.read(...SETTINGS)).toBeNull();
  });

  it("keeps the file's mode, and backs it up where only its owner can read", async () => {
    const file = await stage.write(TEXT, ...SETTINGS);
    await chmod(file, 0o640);
    await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    const { folder } = stage.desk();
    const modes = await Promise.all(
      (await readdir(folder)).map(async (name) => [name.split('.').at(-1), (await stat(path.join(folder, name))).mode & 0o777]),
    );
    expect(Object.fromEntries(modes)).toEqual({ backup: 0o600, json: 0o600 });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    // The journal itself says which file, not what is in it.
    const entry = (await readdir(folder)).find((name) => name.endsWith('.json')) ?? '';
    expect(await readFile(path.join(folder, entry), 'utf8')).not.toContain('sk-ant');
    await undoFix(null, stage.desk());
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('follows a symbolic link to the file, and leaves the link', async () => {
    const real = await stage.write(TEXT, 'dotfiles', 'claude.json');
    await mkdir(stage.at('.claude'));
    await symlink('../dotfiles/claude.json', stage.at(...SETTINGS));
    await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    expect((await lstat(stage.at(...SETTINGS))).isSymbolicLink()).toBe(true);
    expect(await readlink(stage.at(...SETTINGS))).toBe('../dotfiles/claude.json');
    expect(await readFile(real, 'utf8')).toContain('sonnet');
    await undoFix(null, stage.desk());
    expect(await readFile(real, 'utf8')).toBe(TEXT);
  });

  it('makes the file that a dangling link leads to, and leaves the link', async () => {
    await mkdir(stage.at('dotfiles'));
    await mkdir(stage.at('.claude'));
    await symlink('../dotfiles/link.json', stage.at(...SETTINGS));
    await symlink('claude.json', stage.at('dotfiles', 'link.json'));
    await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    expect(await readlink(stage.at(...SETTINGS))).toBe('../dotfiles/link.json');
    expect(JSON.parse((await stage.read('dotfiles', 'claude.json')) ?? '')).toEqual({ model: 'sonnet' });
    await undoFix(null, stage.desk());
    expect(await readlink(stage.at(...SETTINGS))).toBe('../dotfiles/link.json');
    expect((await readdir(stage.at('dotfiles'))).filter((name) => name !== 'link.json')).toEqual([]);
  });

  it('is refused where links lead in a circle, or a file stands where the folder is to be', async () => {
    await mkdir(stage.at('.claude'));
    await symlink('settings.json', stage.at(...SETTINGS));
    await expect(stage.preview(switchTo('sonnet'))).rejects.toMatchObject({ code: 'unreadable' });
    await rm(stage.at('.claude'), { recursive: true });
    await stage.write('not a folder', '.claude');
    await expect(applyFix(await stage.preview(switchTo('sonnet')), stage.desk())).rejects.toMatchObject({ code: 'not-writable' });
    expect(await stage.read('.claude')).toBe('not a folder');
  });

  it('refuses a file that changed since the preview, and one that appeared', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const preview = await stage.preview(switchTo('sonnet'));
    await stage.write(`${TEXT} `, ...SETTINGS);
    await expect(applyFix(preview, stage.desk())).rejects.toMatchObject({
      code: 'changed',
      text: saying('changed since the preview'),
    });
    expect(await stage.read(...SETTINGS)).toBe(`${TEXT} `);
    expect(await listFixes(stage.desk().folder, 0)).toEqual([]);
  });

  it('refuses a read-only file', async () => {
    const file = await stage.write(TEXT, ...SETTINGS);
    await chmod(file, 0o444);
    await expect(applyFix(await stage.preview(switchTo('sonnet')), stage.desk())).rejects.toMatchObject({ code: 'read-only' });
    expect(await stage.read(...SETTINGS)).toBe(TEXT);
  });

  it('refuses while another program holds the file', async () => {
    const file = await stage.write(TEXT, ...SETTINGS);
    const release = await lock(file);
    const preview = await stage.preview(switchTo('sonnet'));
    await expect(applyFix(preview, stage.desk())).rejects.toMatchObject({ code: 'locked' });
    await release();
    await applyFix(preview, stage.desk());
    expect(await stage.read(...SETTINGS)).toContain('sonnet');
  });

  it('is made once where two ask for it at the same time', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const [one, other] = [await stage.preview(switchTo('sonnet')), await stage.preview(switchTo('haiku'))];
    const desk = stage.desk();
    const outcomes = await Promise.allSettled([applyFix(one, desk), applyFix(other, desk)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: expect.objectContaining({ code: 'changed' }) });
    expect([TEXT.replace('opus', 'sonnet'), TEXT.replace('opus', 'haiku')]).toContain(await stage.read(...SETTINGS));
    expect(await listFixes(desk.folder, 0)).toMatchObject([{ state: 'applied' }]);
  });

  it('is not made where it could not be noted', async () => {
    await stage.write(TEXT, ...SETTINGS);
    await stage.write('', 'state');
    await expect(applyFix(await stage.preview(switchTo('sonnet')), stage.desk())).rejects.toMatchObject({
      code: 'not-writable',
    });
    expect(await stage.read(...SETTINGS)).toBe(TEXT);
    expect(await readdir(stage.at('.claude'))).toEqual(['settings.json']);
  });

  it('does not touch what it cannot read as settings', async () => {
    const file = await stage.write('{"model": "opus",,}', ...SETTINGS);
    expect(await stage.preview(switchTo('sonnet'))).toMatchObject({
      files: [],
      plan: { kind: 'refused', at: { path: file, line: 1, column: 18 } },
    });
    await stage.write(Uint8Array.of(0x7b, 0xff, 0x7d), ...SETTINGS);
    await expect(stage.preview(switchTo('sonnet'))).rejects.toMatchObject({ code: 'no-text' });
  });

  it('spans several files, and touches the one that the tool looks at', async () => {
    const config =
      'models:\n  - name: A\n    provider: openrouter\n    model: a/a\n  - name: B\n    provider: openrouter\n    model: b/b\n';
    const file = await stage.write(config, '.continue', 'config.yaml');
    await utimes(file, 1, 1);
    const context = await stage.write('{"other":[1]}', '.continue', 'index', 'globalContext.json');
    await applyFix(await stage.preview(switchTo('b/b'), continueSettings), stage.desk());
    expect(JSON.parse(await readFile(context, 'utf8'))).toEqual({
      other: [1],
      selectedModelsByProfileId: { local: { chat: 'B' } },
    });
    expect(await readFile(file, 'utf8')).toBe(config);
    expect((await stat(file)).mtimeMs).toBeGreaterThan(1000);
    await utimes(file, 1, 1);
    await undoFix(null, stage.desk());
    expect(await readFile(context, 'utf8')).toBe('{"other":[1]}');
    expect((await stat(file)).mtimeMs).toBeGreaterThan(1000);
    expect(await readFile(file, 'utf8')).toBe(config);
  });
});

describe('undo', { timeout: 30_000 }, () => {
  it('refuses a file that has changed since, and says so', async () => {
    const file = await stage.write(TEXT, ...SETTINGS);
    await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    await writeFile(file, '{"model":"haiku"}');
    await expect(undoFix(null, stage.desk())).rejects.toMatchObject({
      code: 'changed-since',
      text: saying(file),
    });
    expect(await stage.read(...SETTINGS)).toBe('{"model":"haiku"}');
  });

  it("takes the fix's own change out of a file that the tool has gone on with, when that is asked for", async () => {
    const file = await stage.write(TEXT, ...SETTINGS);
    await applyFix(await stage.preview(pointAt()), stage.desk());
    const rewritten: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...rewritten, model: 'haiku' }));
    const preview = await previewUndo(null, stage.desk(), { keepLater: true });
    expect(preview.files).toMatchObject([{ path: file, changedSince: true }]);
    expect(await undoFix(null, stage.desk(), { keepLater: true })).toMatchObject({ state: 'undone' });
    expect(await readFile(file, 'utf8')).toBe(preview.files[0]?.after);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...JSON.parse(TEXT), model: 'haiku' });
  });

  it('names the later fix that stands in the way, and goes back one by one', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const first = await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    const second = await applyFix(await stage.preview(pointAt()), stage.desk());
    await expect(undoFix(first.id, stage.desk())).rejects.toThrow(tellingOf(second.id));
    await undoFix(null, stage.desk());
    await undoFix(null, stage.desk());
    expect(await stage.read(...SETTINGS)).toBe(TEXT);
  });

  it('takes back a fix whose title was noted as it was said', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const entry = await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    const noted = path.join(stage.desk().folder, `${entry.id}.json`);
    await writeFile(noted, JSON.stringify({ ...entry, title: 'Switch Claude Code from opus to {model}' }));
    expect(await listFixes(stage.desk().folder, 0)).toMatchObject([
      { id: entry.id, title: saying('Switch Claude Code from opus to {model}') },
    ]);
    expect(await undoFix(null, stage.desk())).toMatchObject({ id: entry.id, state: 'undone' });
    expect(await stage.read(...SETTINGS)).toBe(TEXT);
    expect(await listFixes(stage.desk().folder, 0)).toMatchObject([{ id: entry.id, state: 'undone' }]);
  });

  it('leaves a fix that another version noted to that version, with its backup, for a month', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const entry = await applyFix(await stage.preview(switchTo('sonnet')), stage.desk());
    const { folder } = stage.desk();
    await writeFile(path.join(folder, `${entry.id}.json`), JSON.stringify({ ...entry, kind: 'of a later version' }));
    const day = 24 * 60 * 60 * 1000;
    expect(await listFixes(folder, Date.now() + 2 * day)).toEqual([]);
    expect(await readdir(folder)).toHaveLength(2);
    await listFixes(folder, Date.now() + 31 * day);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps backups of the newest fixes only', async () => {
    await stage.write(TEXT, ...SETTINGS);
    const desk = stage.desk();
    for (let number = 0; number < 25; number += 1) await applyFix(await stage.preview(switchTo(`m${number}`)), desk);
    expect(await listFixes(desk.folder, 0)).toHaveLength(20);
    expect((await readdir(desk.folder)).filter((name) => name.endsWith('.backup'))).toHaveLength(20);
    const later = Date.UTC(2026, 10, 20) + 31 * 24 * 60 * 60 * 1000;
    await applyFix(await stage.preview(switchTo('last')), { folder: desk.folder, now: () => later });
    expect(await readdir(desk.folder)).toHaveLength(2);
    // Keys stand in them: a look at the journal is enough for those whose time has come.
    expect(await listFixes(desk.folder, 2 * later)).toEqual([]);
    expect(await readdir(desk.folder)).toEqual([]);
  });
});
