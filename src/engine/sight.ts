import { diagnose } from './classify.js';
import type { Observation, Sighting } from './model.js';
import { redact } from './redact.js';

/** What of a sighting's text is kept, in characters: its head and its tail. */
const KEPT_HEAD = 12_000;
const KEPT_TAIL = 4_000;

/** Where and when an observation was made; `at` is in epoch milliseconds. */
export type Seen = Pick<Sighting, 'id' | 'tool' | 'source' | 'at'>;

/** One observation, diagnosed; null where the engine says that it is no failure. */
export function sight(observation: Observation, seen: Seen): Sighting | null {
  const diagnosis = diagnose({ ...observation, tool: seen.tool, at: seen.at });
  if (diagnosis.category === 'not_an_error') return null;
  const text = bound(redact(observation.raw));
  return { ...seen, diagnosis, text: observation.head ? `${redact(observation.head)}\n\n${text}` : text };
}

function bound(text: string): string {
  if (text.length <= KEPT_HEAD + KEPT_TAIL) return text;
  return `${text.slice(0, KEPT_HEAD)}\n[…]\n${text.slice(-KEPT_TAIL)}`;
}
