import { randomUUID } from 'node:crypto';
import { extractFailures } from '../engine/extract.js';
import type { Sighting } from '../engine/model.js';
import { sight } from '../engine/sight.js';
import type { TextOrigin } from '../panel/messages.js';

/** The failures that a text reports which a person gave; none where it reports none. `now` in epoch milliseconds. */
export function sightText(text: string, from: TextOrigin, now: number): Sighting[] {
  return extractFailures(text).flatMap(
    (observation) => sight(observation, { id: randomUUID(), tool: null, source: from, at: observation.at ?? now }) ?? [],
  );
}
