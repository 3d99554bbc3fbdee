import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Category } from '../../src/engine/model.js';
import { readEntries } from './entry.js';
import { score } from './score.js';

const own = readEntries(fileURLToPath(new URL('own.jsonl', import.meta.url)));
/** Real texts with labels, kept beside the repository; only where it is there. */
const shared = fileURLToPath(new URL('../../../shared/corpus/dev.jsonl', import.meta.url));

const FIELDS_IN_REACH = [
  ['category', 0.97],
  ['origin', 0.95],
  ['retryable', 0.97],
  ['status', 0.97],
  ['request_id', 0.97],
  ['retry_after_s', 0.97],
  ['provider', 0.93],
  ['gateway', 0.93],
  ['model', 0.93],
] as const;

describe('the project’s own corpus', () => {
  it('has every category and no id twice', () => {
    expect(new Set(own.map((entry) => entry.expect.category))).toEqual(new Set(Category.options));
    expect(new Set(own.map((entry) => entry.id)).size).toBe(own.length);
  });

  it('is diagnosed without a miss', () => {
    expect(score(own).misses).toEqual([]);
  });
});

describe('the shared corpus of real failures', () => {
  const there = existsSync(shared);
  if (!there) console.warn('SKIPPED: no shared corpus beside the repository; its accuracy is not measured here.');

  it.skipIf(!there)('is diagnosed within reach', () => {
    const { share, falseAlarms, missed, misses } = score(readEntries(shared));
    const below = FIELDS_IN_REACH.filter(([field, reach]) => share[field] < reach).map(([field]) => field);
    expect(below.length > 0 ? [...below, ...misses] : []).toEqual([]);
    expect(falseAlarms).toEqual([]);
    expect(missed).toEqual([]);
  });
});
