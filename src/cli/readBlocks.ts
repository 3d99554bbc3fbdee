/** A text of any size in blocks of whole records, so that memory stays bounded. */
import * as l10n from '@vscode/l10n';
import { formats } from '../engine/formats.js';
import { UnusableInput } from './unusableInput.js';

/** Characters read before a block is handed on: more than a record of any tool. */
const BLOCK = 256 * 1024;
/** Characters kept of the end of a longer line; its first `BLOCK` are kept too. */
const LINE_TAIL = 128 * 1024;
/** A line that goes on for longer is no log, and may never end. */
const ENDLESS_LINE = 64 * 1024 * 1024;
/** How far back from a block's end the beginning of a record is looked for, in lines. */
const LOOK_BACK_LINES = 2_000;
/** No known head is longer, in characters. */
const HEAD = 256;

/** Blocks end before a record's head where one is near, else at a line end. `onCut` tells of a line that was not kept whole. */
export async function* readBlocks(bytes: AsyncIterable<Uint8Array>, onCut: (message: string) => void): AsyncGenerator<string> {
  let pending = '';
  let tail = '';
  let lineLength = 0;
  for await (const text of decode(bytes)) {
    let rest = text;
    if (lineLength > 0) {
      const end = rest.indexOf('\n');
      const more = end === -1 ? rest : rest.slice(0, end);
      lineLength += more.length;
      if (lineLength > ENDLESS_LINE)
        throw new UnusableInput(`A line goes on for more than ${inMegabytes(ENDLESS_LINE)}: this is no log.`);
      tail = (tail + more).slice(-LINE_TAIL);
      if (end === -1) continue;
      onCut(describeCut(lineLength));
      yield joinCut(pending, tail);
      pending = '';
      tail = '';
      lineLength = 0;
      rest = rest.slice(end + 1);
    }
    pending += rest;
    if (pending.length < BLOCK) continue;
    const cut = findCut(pending);
    if (cut > 0) {
      yield pending.slice(0, cut);
      pending = pending.slice(cut);
    }
    if (pending.length >= BLOCK && !pending.includes('\n')) {
      lineLength = pending.length;
      tail = pending.slice(BLOCK).slice(-LINE_TAIL);
      pending = pending.slice(0, BLOCK);
    }
  }
  if (lineLength > 0) {
    onCut(describeCut(lineLength));
    yield joinCut(pending, tail);
  } else if (pending !== '') yield pending;
}

/** Where the last record that may still go on begins; 0 where there is no line end yet. */
function findCut(text: string): number {
  const lastEnd = text.lastIndexOf('\n');
  let end = lastEnd;
  for (let lines = 0; lines < LOOK_BACK_LINES && end > 0; lines += 1) {
    const line = text.slice(end + 1, end + 1 + HEAD);
    if (formats.some(({ head }) => head.test(line))) return end + 1;
    end = text.lastIndexOf('\n', end - 1);
  }
  return lastEnd + 1;
}

/** UTF-8, or UTF-16 where its mark says so. */
async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function joinCut(start: string, end: string): string {
  return end === '' ? start : `${start} […] ${end}`;
}

function describeCut(length: number): string {
  return l10n.t('A line of {size} was not read whole: only its beginning and its end are diagnosed.', {
    size: inMegabytes(length),
  });
}

function inMegabytes(characters: number): string {
  return `${(characters / 1024 / 1024).toFixed(1)} MB`;
}
