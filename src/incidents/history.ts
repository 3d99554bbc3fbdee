/** Incidents to plain JSON and back. What is stored is what sightings hold: redacted already. */
import * as z from 'zod/mini';
import { WIRE } from '../engine/sources.js';
import { Incident } from './incident.js';

/** Both are what an editor's storage takes without slowing its start. */
const MAX_INCIDENTS = 200;
const MAX_BYTES = 512_000;
/** Sightings stored of one incident: those that the panel shows, and that tell a replay. */
const STORED_SIGHTINGS = 5;

/** What was stored, newest last seen first. An entry that does not read is left out; nothing is thrown. */
export function readHistory(stored: unknown): Incident[] {
  if (!Array.isArray(stored)) return [];
  const read = new Map<string, Incident>();
  for (const entry of stored.slice(0, MAX_INCIDENTS)) {
    const incident = z.safeParse(Incident, entry);
    if (incident.success && isWhole(incident.data) && !read.has(incident.data.id)) read.set(incident.data.id, incident.data);
  }
  return [...read.values()].sort((left, right) => right.lastAt - left.lastAt);
}

/** The incidents that fit, those last seen newest first; the oldest and the sightings that say least are left out. */
export function writeHistory(incidents: readonly Incident[], maxBytes = MAX_BYTES): Incident[] {
  const newestFirst = [...incidents].sort((left, right) => right.lastAt - left.lastAt).slice(0, MAX_INCIDENTS);
  const written: Incident[] = [];
  let bytes = 1;
  for (const incident of newestFirst) {
    const slim = { ...incident, sightings: keepTelling(incident) };
    const size = countBytes(JSON.stringify(slim)) + 1;
    if (bytes + size > maxBytes) continue;
    bytes += size;
    written.push(slim);
  }
  return written;
}

/** The lead, and the newest; of an exchange no more than what was made of it: what went over the wire is kept in memory alone. */
function keepTelling({ sightings, lead }: Incident): Incident['sightings'] {
  const newest = new Set(sightings.slice(-STORED_SIGHTINGS));
  return sightings
    .filter((each) => each.id === lead || newest.has(each))
    .map((each) => (each.source === WIRE ? Object.assign({}, each, { text: '' }) : each));
}

function isWhole({ count, firstAt, lastAt, sightings }: Incident): boolean {
  return Number.isSafeInteger(count) && count > 0 && firstAt <= lastAt && sightings.length > 0;
}

/** In UTF-8. */
function countBytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Half of a surrogate pair is two of four bytes, any other unit above the first 2048 three.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
