import { array, assert, boolean, constant, constantFrom, integer, nat, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countNotes,
  EMPTY_CHRONICLE,
  HOUR_MS,
  readChronicle,
  writeChronicle,
  type Cause,
  type Chronicle,
  type ChronicleNote,
} from '../../src/incidents/chronicle.js';
import { START } from './fixtures.js';

const bedrock: Cause = { provider: 'bedrock', behind: 'openrouter', category: 'rate_limit' };
const openai: Cause = { provider: 'openai', behind: null, category: 'billing' };

const note = (id: string, changes: Partial<ChronicleNote> = {}): ChronicleNote => ({
  ids: [id],
  at: START,
  failed: [],
  recovered: [],
  traffic: [],
  ...changes,
});
const sum = (chronicle: Chronicle): number =>
  chronicle.cells.reduce((total, { failed, recovered }) => total + failed + recovered, 0);
const sorted = ({ cells, traffic }: Chronicle): unknown => [
  cells.map((each) => JSON.stringify(each)).toSorted(),
  traffic.map((each) => JSON.stringify(each)).toSorted(),
];
const reload = (chronicle: Chronicle): unknown => JSON.parse(JSON.stringify(writeChronicle(chronicle)));

const hours = (from: number, step: number) =>
  Array.from({ length: 500 }, (_, index) => note(`${from}/${index}`, { at: from + index * step * HOUR_MS, failed: [bedrock] }));

function someNotes() {
  return array(
    record({
      id: nat(60).map(String),
      hour: integer({ min: -200, max: 200 }),
      cause: constantFrom(bedrock, openai, { ...openai, category: 'rate_limit' as const }),
      isRecovered: boolean(),
      upstream: constantFrom('openrouter', 'mock'),
    }).map(({ id, hour, cause, isRecovered, upstream }) =>
      // One event is the same, whoever notes it.
      note(`${id}/${hour}/${cause.category}/${isRecovered}/${upstream}`, {
        at: START + hour * HOUR_MS,
        failed: isRecovered ? [] : [cause],
        recovered: isRecovered ? [cause] : [],
        traffic: [{ upstream, failed: isRecovered }],
      }),
    ),
    { maxLength: 120 },
  );
}

describe('a chronicle', () => {
  it('counts by hour, place and cause', () => {
    const counted = countNotes(
      EMPTY_CHRONICLE,
      [
        note('a', { failed: [bedrock] }),
        note('b', { failed: [bedrock], at: START + 1 }),
        note('c', { recovered: [bedrock], traffic: [{ upstream: 'openrouter', failed: true }] }),
        note('d', { traffic: [{ upstream: 'openrouter', failed: false }] }),
        note('e', { failed: [openai], at: START + HOUR_MS }),
      ],
      START,
    );
    const hour = START / HOUR_MS;
    expect(counted.cells).toEqual([
      { hour, ...bedrock, failed: 2, recovered: 1 },
      { hour: hour + 1, ...openai, failed: 1, recovered: 0 },
    ]);
    expect(counted.traffic).toEqual([{ hour, upstream: 'openrouter', calls: 2, failed: 1 }]);
  });

  it('is the same in whichever order windows note, however often each of them does, written in between or not', () => {
    assert(
      property(
        someNotes().chain((notes) =>
          record({
            notes: constant(notes),
            first: shuffledSubarray(notes),
            second: shuffledSubarray(notes, { minLength: notes.length }),
          }),
        ),
        ({ notes, first, second }) => {
          const once = countNotes(EMPTY_CHRONICLE, notes, START);
          const one = readChronicle(reload(countNotes(EMPTY_CHRONICLE, first, START))).chronicle;
          const both = countNotes(one, second, START);
          expect(sorted(both)).toEqual(sorted(once));
        },
      ),
      { seed: 41, numRuns: 60 },
    );
  });

  it('stays within its bounds, and merges the rarest places before it loses a failure', () => {
    const busy = Array.from({ length: 12_000 }, (_, index) =>
      note(`n${index}`, {
        at: START - (index % 300) * HOUR_MS,
        failed: [index % 3 === 0 ? bedrock : { ...openai, provider: `relay-${index % 40}`, category: 'timeout' }],
        traffic: [{ upstream: `relay-${index % 97}`, failed: true }],
      }),
    );
    const counted = countNotes(EMPTY_CHRONICLE, busy, START);
    expect(counted.cells.length).toBeLessThanOrEqual(4000);
    expect(counted.traffic.length).toBeLessThanOrEqual(4000);
    expect(counted.seen).toHaveLength(4000);
    expect(sum(counted)).toBe(12_000);
    expect(counted.cells.filter(({ provider }) => provider === 'bedrock').reduce((total, { failed }) => total + failed, 0)).toBe(
      4000,
    );
    expect(JSON.stringify(writeChronicle(counted)).length).toBeLessThan(800_000);
  });

  it('loses no day to a clock that jumps and comes back', () => {
    const days = Array.from({ length: 14 * 24 }, (_, hour) =>
      note(`h${hour}`, { at: START - hour * HOUR_MS, failed: [bedrock] }),
    );
    const before = countNotes(EMPTY_CHRONICLE, days, START);
    let after = before;
    for (const wrong of [Date.UTC(2099, 0), 0])
      after = countNotes(after, [note(`x${wrong}`, { at: wrong, failed: [openai] })], wrong);
    after = countNotes(after, [note('now', { failed: [bedrock] })], START);
    expect(after.cells.filter(({ provider }) => provider === 'bedrock')).toHaveLength(14 * 24);
  });

  it('keeps the newest fifteen days of hours, and lets what is ahead of the clock go first', () => {
    const counted = countNotes(EMPTY_CHRONICLE, [...hours(START, -1), ...hours(START + 9000 * HOUR_MS, 1)], START);
    expect(counted.cells).toHaveLength(360);
    expect(Math.max(...counted.cells.map(({ hour }) => hour))).toBe(START / HOUR_MS);
  });

  it.each([null, undefined, 7, 'x', [], {}, { version: 2, cells: [], traffic: [], seen: [] }])(
    'that is none (%j) is told to be broken',
    (stored) => {
      expect(readChronicle(stored)).toEqual({ chronicle: EMPTY_CHRONICLE, isWhole: false });
    },
  );

  it('keeps of a broken one what reads', () => {
    const whole = countNotes(EMPTY_CHRONICLE, [note('a', { failed: [bedrock] }), note('b', { failed: [openai] })], START);
    const [first, second] = whole.cells;
    const spoilt = { version: 1, cells: [first, { ...second, failed: -1 }, 'x'], traffic: [{}], seen: [null] };
    const read = readChronicle(spoilt);
    expect(read).toEqual({ chronicle: { cells: [first], traffic: [], seen: [] }, isWhole: false });
    expect(readChronicle(reload(whole))).toEqual({ chronicle: whole, isWhole: true });
  });

  it('takes no time that is none, and no name that is a text', () => {
    const counted = countNotes(
      EMPTY_CHRONICLE,
      [note('a', { at: Number.NaN, failed: [bedrock] }), note('b', { failed: [{ ...openai, provider: 'x'.repeat(9000) }] })],
      START,
    );
    expect(counted.cells).toHaveLength(1);
    expect(counted.cells[0]?.provider).toHaveLength(80);
  });
});
