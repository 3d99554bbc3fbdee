import { array, assert, constantFrom, integer, option, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRecords } from '../../src/engine/records.js';
import { isoLevel, vscodeLog } from '../../src/engine/formats.js';
import { RecordScanner } from '../../src/watch/recordScanner.js';

const SIGNALS = ['API Error: ', '_api_error: {'];

/** The texts of the records that a scanner finds in `bytes`, read in pieces of the given lengths, then with what is left at the end. */
function scanInPieces(bytes: Buffer, lengths: readonly number[], signals = SIGNALS): string[] {
  const scanner = new RecordScanner(isoLevel, signals, 0);
  const texts: string[] = [];
  let end = 0;
  for (const length of [...lengths, bytes.length]) {
    end = Math.min(bytes.length, end + length);
    const base = scanner.resumeAt;
    for (const span of scanner.scan(bytes.subarray(base, end), base)) texts.push(bytes.toString('utf8', span.start, span.end));
  }
  if (scanner.unfinished) texts.push(bytes.toString('utf8', scanner.unfinished.start, scanner.unfinished.end));
  return texts;
}

const head = constantFrom('2026-08-22T20:11:02.113Z ERROR ', '2026-08-22T20:11:02.113Z LOG ');
const words = constantFrom(
  '',
  'hello',
  'API Error: 429',
  'API Error',
  '_api_error: {"a":1}',
  'ERROR ',
  '2026-08-22T20:11',
  'é额',
  '{',
  '\r',
);
const line = tuple(option(head, { nil: '' }), array(words, { maxLength: 4 })).map(([begin, rest]) => begin + rest.join(' '));
const log = array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));

describe('the records with a signal', () => {
  it('are those of the whole text, however it is cut into reads', () => {
    assert(
      property(log, array(integer({ min: 1, max: 90 }), { maxLength: 200 }), (text, lengths) => {
        const expected = splitRecords(text, isoLevel)
          .map((record) => record.text)
          .filter((record) => SIGNALS.some((signal) => record.includes(signal)));
        const found = scanInPieces(Buffer.from(text), lengths).map((record) => record.replace(/\r?\n$/, ''));
        expect(found).toEqual(expected);
      }),
      { seed: 20_261_120, numRuns: 2_000 },
    );
  });

  it('reach back to their head over many lines', () => {
    const record = `2026-08-22T20:11:02.113Z ERROR first\n${'  a line of it\n'.repeat(500)}API Error: 500 - far below\n`;
    const text = `2026-08-22T20:11:01.000Z LOG before\n${record}2026-08-22T20:11:03.000Z LOG after\n`;
    expect(
      scanInPieces(
        Buffer.from(text),
        Array.from({ length: 100 }, () => 100),
      ),
    ).toEqual([record]);
  });

  it('are seen though no head is in reach', () => {
    const text = `${'no head in this file\n'.repeat(10_000)}API Error: 1 - x\n${'nor here\n'.repeat(500_000)}API Error: 2 - x\n`;
    const found = scanInPieces(
      Buffer.from(text),
      Array.from({ length: 100 }, () => 65_536),
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('API Error: 1');
    expect(found[1]).toContain('API Error: 2');
  });
});

describe('a file that is followed from the middle of a record', () => {
  it('gives the record with its head', () => {
    const old = Buffer.from('2026-11-20 12:00:00.000 [info] before\n2026-11-20 12:00:01.000 [error] a failure, of which\n');
    const news = Buffer.from('API Error: is in the next line\n');
    const scanner = new RecordScanner(vscodeLog, SIGNALS, old.length);
    scanner.learn(old);
    const base = scanner.resumeAt;
    expect(scanner.scan(Buffer.concat([old, news]).subarray(base), base)).toEqual([]);
    expect(scanner.unfinished).toEqual({ start: old.indexOf('2026-11-20 12:00:01'), end: old.length + news.length });
  });
});
