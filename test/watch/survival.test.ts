import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatter, ClineFolder, failure, rest, until } from './clineFolder.js';

let folder: ClineFolder;

beforeEach(() => {
  folder = new ClineFolder();
});

afterEach(() => folder.close());

describe('what exists at start-up', () => {
  it('is old, and what is appended is news', async () => {
    folder.append(failure('old'));
    await folder.watch();
    folder.append(failure('new'));
    expect(await folder.toldAfter(1)).toEqual(['new']);
  });

  it('is not told of when the line it ends in goes on', async () => {
    folder.append(chatter('before') + failure('old').trimEnd());
    await folder.watch();
    folder.append(`\n${chatter('after')}${failure('new')}`);
    expect(await folder.toldAfter(1)).toEqual(['new']);
  });
});

it('goes on after a sighting that nobody can take, and tells nothing twice', async () => {
  folder.append(chatter('hello'));
  await folder.watch();
  folder.use = () => {
    throw new Error('the listener broke');
  };
  folder.append(failure('first') + failure('second') + chatter('bye'));
  expect(await folder.toldAfter(2)).toEqual(['first', 'second']);
  folder.append(failure('third'));
  // Longer than it takes until a file that was given up is opened again.
  await rest(1_800);
  expect(folder.told).toEqual(['first', 'second', 'third']);
  expect(folder.problems).toEqual([`A failure in ${folder.shown()} could not be told of: the listener broke`]);
});

describe('what is written just before the end', () => {
  it('is told of, though its line is not ended', async () => {
    folder.append(chatter('hello'));
    await folder.watch();
    folder.append(failure('late') + failure('at the last moment').trimEnd());
    await folder.endWatch();
    expect(folder.told).toEqual(['late', 'at the last moment']);
  });
});

describe('folders', () => {
  it('are found when they appear later, down from one above the root', async () => {
    const later = join(folder.home, 'later', 'logs', 'session', 'window1');
    await folder.watch({ logs: later });
    folder.append(failure('first'), join(later, 'exthost', 'output_logging_1', '1-Cline.log'));
    folder.append(failure('second'), join(later, 'exthost', 'output_logging_2', '2-Cline.log'));
    expect((await folder.toldAfter(2)).sort()).toEqual(['first', 'second']);
  });

  it('are found again after they were removed', async () => {
    folder.append(chatter('hello'));
    await folder.watch();
    rmSync(folder.window, { recursive: true });
    await rest();
    folder.append(failure('after'));
    expect(await folder.toldAfter(1)).toEqual(['after']);
  });
});

describe.each(['linux', 'win32'] as const)('rotation, a file being known as on %s', (platform) => {
  it('reads the rest of a renamed file, then the new one from its start', async () => {
    folder.append(chatter('hello'));
    await folder.watch({}, platform);
    const writer = openSync(folder.log, 'a');
    writeSync(writer, failure('before'));
    renameSync(folder.log, `${folder.log}.old`);
    writeSync(writer, failure('into the renamed file'));
    folder.append(failure('into the new file'));
    closeSync(writer);
    expect((await folder.toldAfter(3)).sort()).toEqual(['before', 'into the new file', 'into the renamed file']);
  });

  it('does not read a file again under a name that fits too', async () => {
    folder.append(chatter('hello'));
    await folder.watch({}, platform);
    folder.append(failure('one'));
    await folder.toldAfter(1);
    renameSync(folder.log, join(dirname(folder.log), '7-Cline.log'));
    folder.append(failure('two'));
    expect(await folder.toldAfter(2)).toEqual(['one', 'two']);
    folder.append(failure('three'), join(dirname(folder.log), '7-Cline.log'));
    expect(await folder.toldAfter(3)).toEqual(['one', 'two', 'three']);
  });

  it('follows several rotations in a row', async () => {
    folder.append(chatter('hello'));
    await folder.watch({}, platform);
    const expected: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      folder.append(failure(`turn ${turn}`));
      // A file has to be seen before it goes on being read under a name that tells nothing.
      await until(() => folder.told.includes(`turn ${turn}`));
      folder.append(failure(`turn ${turn}, last`));
      renameSync(folder.log, `${folder.log}.${turn}`);
      expected.push(`turn ${turn}`, `turn ${turn}, last`);
    }
    expect((await folder.toldAfter(10)).sort()).toEqual(expected);
  });
});

describe.each(['linux', 'win32'] as const)('truncation, a file being known as on %s', (platform) => {
  it('starts over in a file that was cut', async () => {
    folder.append(chatter('hello '.repeat(100)));
    await folder.watch({}, platform);
    folder.append(failure('before'));
    await folder.toldAfter(1);
    truncateSync(folder.log);
    folder.append(failure('after'));
    expect(await folder.toldAfter(2)).toEqual(['before', 'after']);
  });

  it('sees that a file was cut and has grown beyond its former end', async () => {
    folder.append(chatter('hello'));
    await folder.watch({}, platform);
    folder.append(failure('before'));
    await folder.toldAfter(1);
    writeFileSync(folder.log, failure('first after') + chatter('more '.repeat(1_000)) + failure('second after'));
    expect(await folder.toldAfter(3)).toEqual(['before', 'first after', 'second after']);
  });

  it('tells of the last record though the file was cut before it was waited for', async () => {
    folder.append(chatter('hello'));
    await folder.watch({}, platform);
    folder.append(failure('cut off').trimEnd());
    await rest(50);
    truncateSync(folder.log);
    folder.append(failure('after'));
    expect(await folder.toldAfter(2)).toEqual(['cut off', 'after']);
  });
});

describe('pieces', () => {
  it('waits for the rest of a line', async () => {
    await folder.watch();
    const line = failure('in pieces');
    for (const [from, to] of [
      [0, 30],
      [30, 75],
      [75, 120],
      [120, line.length],
    ] as const) {
      folder.append(line.slice(from, to));
      await rest(120);
    }
    expect(await folder.toldAfter(1)).toEqual(['in pieces']);
  });

  it('does not wait for ever, and tells once of a record that grows on', async () => {
    await folder.watch();
    folder.append('ERROR OpenRouter API Error: 429 - Rate limit exceeded (no line end)');
    expect(await folder.toldAfter(1)).toEqual(['no line end']);
    folder.append('\nand a line that belongs to it, with API Error: 500 - in it\n');
    await rest();
    folder.append(chatter('next') + failure('next'));
    expect(await folder.toldAfter(2)).toEqual(['no line end', 'next']);
  });

  it('puts a character together that was cut', async () => {
    await folder.watch();
    const bytes = Buffer.from(failure('余额不足 – überlastet'));
    const cut = bytes.indexOf(Buffer.from('额')) + 1;
    folder.append(bytes.subarray(0, cut));
    await rest(100);
    folder.append(bytes.subarray(cut));
    expect(await folder.toldAfter(1)).toEqual(['余额不足 – überlastet']);
  });

  it('reads one byte after the other', async () => {
    folder.append(chatter('hello'));
    await folder.watch();
    for (const byte of Buffer.from(failure('slow') + failure('writer'))) folder.append(Buffer.from([byte]));
    expect(await folder.toldAfter(2)).toEqual(['slow', 'writer']);
  });
});

describe('odd files', () => {
  it('with CRLF', async () => {
    await folder.watch();
    folder.append((failure('first') + failure('second')).replaceAll('\n', '\r\n'));
    expect(await folder.toldAfter(2)).toEqual(['first', 'second']);
  });

  it('of 30 MB', async () => {
    await folder.watch();
    const noise = chatter('nothing to see '.repeat(40)).repeat(25_000);
    folder.append(noise + failure('in the middle') + noise + failure('at the end'));
    expect(await folder.toldAfter(2)).toEqual(['in the middle', 'at the end']);
  });

  it('with many failures at once, none lost and in order', async () => {
    await folder.watch();
    const words = Array.from({ length: 2_000 }, (_, index) => `number ${index}`);
    folder.append(words.map((word) => failure(word) + chatter('between')).join(''));
    expect(await folder.toldAfter(words.length)).toEqual(words);
  });

  it('with a line of 10 MB say so, and what follows is read', async () => {
    await folder.watch();
    folder.append(`${chatter('long').trimEnd()}${'x'.repeat(10_000_000)}\n${failure('after the long line')}`);
    expect(await folder.toldAfter(1)).toEqual(['after the long line']);
    expect(folder.problems).toEqual([`${folder.shown()} has a line of more than 1 MB; only its head and tail are read.`]);
  });

  it('that are binary say so, and do no harm', async () => {
    await folder.watch();
    folder.append(Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256)));
    folder.append(`\n${failure('after the bytes')}`);
    expect(await folder.toldAfter(1)).toEqual(['after the bytes']);
    expect(folder.problems).toEqual([
      `${folder.shown()} does not look like text; it is followed, but little in it may be readable.`,
    ]);
  });

  it('that vanish are left, and followed from the start when they come back', async () => {
    folder.append(chatter('hello'));
    await folder.watch();
    folder.append(failure('before'));
    rmSync(folder.log);
    await until(() => folder.source('output channel').state === 'not-found');
    expect(folder.source('output channel').state).toBe('not-found');
    folder.append(failure('back'));
    expect(await folder.toldAfter(2)).toEqual(['before', 'back']);
  });

  it('with several names are read once', async () => {
    const [second, third] = ['2', '3'].map((number) => join(dirname(folder.log), `${number}-Cline.log`));
    folder.append(chatter('hello'));
    linkSync(folder.log, second ?? '');
    symlinkSync(folder.log, third ?? '');
    await folder.watch();
    folder.append(failure('by the first'));
    folder.append(failure('by the second'), second);
    folder.append(failure('by the third'), third);
    expect(await folder.toldAfter(3)).toEqual(['by the first', 'by the second', 'by the third']);
    expect(folder.source('output channel').files).toHaveLength(1);
  });

  it('behind a symbolic link, as a file and as a folder', async () => {
    const elsewhere = join(folder.home, 'elsewhere');
    folder.append(chatter('hello'), join(elsewhere, 'a.log'));
    folder.append(chatter('hello'), join(elsewhere, 'folder', '1-Cline.log'));
    mkdirSync(join(folder.exthost, 'output_logging_1'), { recursive: true });
    symlinkSync(join(elsewhere, 'a.log'), join(folder.exthost, 'output_logging_1', '1-Cline.log'));
    symlinkSync(join(elsewhere, 'folder'), join(folder.exthost, 'output_logging_2'));
    await folder.watch();
    folder.append(failure('by file'), join(elsewhere, 'a.log'));
    folder.append(failure('by folder'), join(elsewhere, 'folder', '1-Cline.log'));
    expect((await folder.toldAfter(2)).sort()).toEqual(['by file', 'by folder']);
  });
});

describe('sources', () => {
  it('tell what is followed, as it changes', async () => {
    await folder.watch();
    expect(folder.source('output channel')).toMatchObject({ state: 'not-found', files: [] });
    folder.append(chatter('hello'));
    await until(() => folder.source('output channel').state === 'followed');
    expect(folder.source('output channel')).toMatchObject({
      tool: 'cline',
      state: 'followed',
      pattern: folder.shown(join(folder.exthost, 'output_logging_*', '*-Cline.log')),
      files: [folder.shown()],
      reason: null,
    });
    expect(folder.changes).toBeGreaterThan(0);
  });

  it('name each sighting, its file and its own time', async () => {
    await folder.watch();
    folder.append(failure('one') + failure('two'));
    await folder.toldAfter(2);
    const [first, second] = folder.sightings;
    expect(first).toMatchObject({ tool: 'cline', source: folder.shown(), at: Date.UTC(2026, 10, 20, 12) });
    expect(first?.id).not.toBe(second?.id);
  });
});
