import {
  array,
  assert,
  constant,
  constantFrom,
  infiniteStream,
  integer,
  maxSafeInteger,
  nat,
  oneof,
  property,
  record as recordOf,
  shuffledSubarray,
  subarray,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis, Sighting } from '../../src/engine/model.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { rateLimit, sighting, wrapper } from './fixtures.js';

const CAUSES: readonly Diagnosis[] = [
  rateLimit(),
  rateLimit({ category: 'billing', status: 402, message: 'Insufficient credits' }),
  rateLimit({ category: 'context_length', status: 400, message: 'prompt is too long' }),
  rateLimit({ model: 'openai/gpt-5.1', provider: 'openai' }),
];

/** One call: when it failed, why, and which of its records exist. */
interface Failure {
  readonly cause: number;
  readonly tool: string;
  /** Milliseconds since the call before. */
  readonly gap: number;
  readonly lines: readonly number[];
}

function someLines(): Arbitrary<number[]> {
  return subarray([0, 1, 2, 3], { minLength: 1 });
}

const failure: Arbitrary<Failure> = recordOf({
  cause: nat(CAUSES.length - 1),
  tool: constantFrom('cline', 'continue'),
  gap: oneof(integer({ min: 6_000, max: 60_000 }), integer({ min: 700_000, max: 2_000_000 })),
  lines: someLines(),
});

const seed = 20260302;
const runs = { seed, numRuns: 300 };

/**
 * Of each call the wire shows the cause, and some of the tool's lines show its wrapper within half a second. Where it is anonymous, the
 * wire does not tell whose call it was.
 */
function record(failures: readonly Failure[], anonymous: boolean): Sighting[][] {
  let at = 0;
  return failures.map(({ cause, tool, gap, lines }) => {
    at += gap;
    const found = CAUSES[cause] ?? rateLimit();
    const whose = anonymous ? null : tool;
    const wire = sighting(at, found, { tool: whose, source: 'wire', text: `${at} ${found.category}` });
    return [
      wire,
      ...lines.map((line) =>
        sighting(at + 100 * (line + 1), wrapper({ model: line === 2 ? found.model : null }), {
          tool,
          source: `/logs/${tool}`,
          text: `${at} line ${'abcd'.charAt(line)}`,
        }),
      ),
    ];
  });
}

function correlate(sightings: readonly Sighting[]) {
  const incidents = createIncidents({ limit: 1_000 });
  for (const each of sightings) incidents.add(each);
  return incidents;
}

function summarize(sightings: readonly Sighting[]) {
  return correlate(sightings)
    .list()
    .map(({ firstAt, lastAt, count, tools, diagnosis }) => ({ firstAt, lastAt, count, tools, category: diagnosis.category }))
    .sort((left, right) => left.firstAt - right.firstAt || left.lastAt - right.lastAt);
}

const failures = array(failure, { minLength: 1, maxLength: 12 });

describe.each([
  ['and the wire tells whose call it was', false],
  ['and the wire does not tell whose call it was', true],
])('whatever fails, %s', (_, anonymous) => {
  it('the counts add up to the failed calls, and every wrapper gets its cause', () => {
    assert(
      property(failures, (given) => {
        const list = correlate(record(given, anonymous).flat()).list();
        expect(list.reduce((sum, each) => sum + each.count, 0)).toBe(given.length);
        expect(list.every((each) => each.diagnosis.category !== 'unknown')).toBe(true);
      }),
      runs,
    );
  });

  it('the counts add up too where retries follow so fast that their records stand among each other', () => {
    const rapid = array(
      recordOf({ cause: constant(0), tool: constant('cline'), gap: integer({ min: 100, max: 3_000 }), lines: someLines() }),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    assert(
      property(rapid, (given) => {
        const list = correlate(
          record(given, anonymous)
            .flat()
            .sort((left, right) => left.at - right.at),
        ).list();
        expect(list.reduce((sum, each) => sum + each.count, 0)).toBe(given.length);
      }),
      runs,
    );
  });

  it('the order of the sightings of one call does not matter', () => {
    assert(
      property(failures, infiniteStream(nat()), (given, order) => {
        const calls = record(given, anonymous);
        const shuffled = calls.map((call) =>
          call
            .map((each) => ({ each, key: order.next().value ?? 0 }))
            .sort((left, right) => left.key - right.key)
            .map(({ each }) => each),
        );
        expect(summarize(shuffled.flat())).toEqual(summarize(calls.flat()));
      }),
      runs,
    );
  });

  it('the order of all sightings does not matter', () => {
    assert(
      property(
        failures.chain((given) => {
          const sightings = record(given, anonymous).flat();
          return tuple(constant(sightings), shuffledSubarray(sightings, { minLength: sightings.length }));
        }),
        ([sightings, shuffled]) => {
          expect(summarize(shuffled)).toEqual(summarize(sightings));
        },
      ),
      runs,
    );
  });

  it('nothing is lost, and adding all of it again changes nothing', () => {
    assert(
      property(failures, (given) => {
        const sightings = record(given, anonymous).flat();
        const incidents = correlate(sightings);
        const before = incidents.list();
        for (const each of sightings) {
          const again = incidents.add(each);
          expect(again.changed).toBe(false);
          expect(again.incident.firstAt).toBeLessThanOrEqual(each.at);
          expect(again.incident.lastAt).toBeGreaterThanOrEqual(each.at);
        }
        expect(incidents.list()).toEqual(before);
      }),
      runs,
    );
  });
});

it('takes anything that a clock can say', () => {
  assert(
    property(array(tuple(maxSafeInteger(), nat(CAUSES.length)), { maxLength: 30 }), (given) => {
      const incidents = createIncidents({ limit: 5 });
      for (const [at, cause] of given) {
        const diagnosis = CAUSES[cause] ?? wrapper();
        incidents.add({ ...sighting(0, diagnosis), at, text: `${at} ${cause}` });
      }
      const list = incidents.list();
      expect(list.length).toBeLessThanOrEqual(5);
      for (const each of list) expect(each.firstAt).toBeLessThanOrEqual(each.lastAt);
      const order = list.map((each) => each.lastAt);
      expect(order).toEqual(order.toSorted((left, right) => right - left));
    }),
    runs,
  );
});
