import { randomUUID } from 'node:crypto';
import { extractFailures } from '../engine/extract.js';
import type { Sighting } from '../engine/model.js';
import { sight } from '../engine/sight.js';
import type { TextOrigin } from '../panel/messages.js';

/**
 * What of a long text is diagnosed, in characters: its head and its tail, where what failed last stands. The extension host stands
 * still meanwhile: 10 MB of nothing but errors took nine seconds, this much takes a third of one.
 */
const HEAD = 50_000;
const TAIL = 200_000;

/** The failures that a text reports which a person gave; none where it reports none. `now` in epoch milliseconds. */
export function sightText(text: string, from: TextOrigin, now: number): Sighting[] {
  return extractFailures(bound(text)).flatMap(
    (observation) => sight(observation, { id: randomUUID(), tool: null, source: from, at: observation.at ?? now }) ?? [],
  );
}

function bound(text: string): string {
  if (text.length <= HEAD + TAIL) return text;
  return `${text.slice(0, HEAD)}\n\n${text.slice(-TAIL)}`;
}
