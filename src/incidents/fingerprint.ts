/** What tells one record from another, as short numbers: a replay of a record is not a second failure. */
import type { Sighting } from '../engine/model.js';
import { isExchange } from '../engine/sources.js';

/** How much of a text is compared. Shorter than what any bound keeps of it, so that a stored sighting still compares equal. */
const COMPARED = 1_000;

/** Sources whose text a person hands over: its time is that of the click, so the text alone tells it from another. */
const GIVEN = new Set(['clipboard', 'selection']);

export function isGiven(sighting: Sighting): boolean {
  return GIVEN.has(sighting.source);
}

/** True for an exchange of which nobody says who called: it may be of any tool's call. */
export function isAnonymous(sighting: Sighting): boolean {
  return isExchange(sighting.source) && sighting.tool === null;
}

/** Equal for two readings of one record. An exchange is seen once: two that say the same at one time are two. */
export function fingerprint(sighting: Sighting): number {
  if (isExchange(sighting.source)) return hash(`${sighting.source}\0${sighting.id}`);
  const at = isGiven(sighting) ? '' : String(sighting.at);
  return hash(`${sighting.tool ?? ''}\0${sighting.source}\0${at}\0${sighting.text.slice(0, COMPARED)}`);
}

/**
 * Equal for two records of one source that say the same of two calls: whatever holds a digit (times, ids, attempts, counters)
 * is left out.
 */
export function shapeOf(sighting: Sighting): number {
  const words = sighting.text.slice(0, COMPARED).replaceAll(/[\w-]+/g, (word) => (/\d/.test(word) ? '#' : word));
  return hash(`${sighting.source}\0${words}`);
}

/** 53 bits of a text: two multiplicative hashes of 32 bits, mixed (the public-domain cyrb53). */
export function hash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}
