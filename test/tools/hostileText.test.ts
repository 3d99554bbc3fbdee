import { describe, expect, it } from 'vitest';
import { sayInEnglish } from '../../src/cli/sayText.js';
import { readRecord } from '../../src/engine/records.js';
import { tools } from '../../src/tools/list.js';
import { desktop, linux } from './recordsOf.js';

/** The most that the watch keeps of one record, and more. */
const SIZE = 300_000;

const scope = { environment: linux, editors: ['VS Code', 'Cursor', 'Windsurf'].map(desktop) };
const places = tools.flatMap((tool) =>
  tool.places(scope).map((place) => ({ name: `${tool.name}: ${sayInEnglish(place.label)}`, place })),
);

/** What a reader could stumble over: quotes that do not close, keys over and over, escapes, braces, blanks. */
const pieces = [
  '"',
  '\\',
  '\\"',
  ' a="',
  ' error="\\" x=',
  '"responseHeaders":{"a',
  '"statusCode":4,"responseBody":"',
  '"requestBodyValues":{"model":"',
  '{"error": {"message": "',
  '<retry_timer>',
  '[agent',
  ' \t',
];

describe.each(places)("$name's reader", ({ place }) => {
  it.each(pieces)('is not held up by %j without an end', (piece) => {
    const [signal = ''] = place.signals;
    const bulk = piece.repeat(Math.ceil(SIZE / piece.length));
    const head = '{"level":50,"time":"2026-11-20T12:00:00.000Z","type":"assistant","text":"';
    const started = performance.now();
    for (const text of [`${signal}${bulk}`, `${head}${bulk}${signal}`, `2026-11-20 12:00:00.000 [error] ${signal}${bulk}`]) {
      expect(() => place.openReader()(readRecord(text, place.format))).not.toThrow();
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
