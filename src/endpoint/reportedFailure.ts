/**
 * Finds the failure that an upstream reports in the midst of a stream, wherever in the event's object it stands: OpenRouter writes
 * `{"id":…,"error":{…},"choices":[…]}` and `[DONE]` behind it. It runs for every chunk: only what has the word in it is parsed.
 */
import { Buffer } from 'node:buffer';
import { reportsFailure } from './streamEvents.js';

/** Within a string of JSON quotation marks are escaped: of what a model writes, only a string that is this word alone is found. */
const WORD = Buffer.from('"error"');
/** How far to go on by the byte under the word's last (Horspool). On events of 200 bytes `Buffer.indexOf` takes five times as long. */
const STEPS = new Uint8Array(256).fill(WORD.length);
for (let index = 0; index < WORD.length - 1; index += 1) STEPS[WORD[index] ?? 0] = WORD.length - 1 - index;
const QUOTE = 0x22;
const LOWER_R = 0x72;
const SPACE = 0x20;
const COLON = 0x3a;
const BRACE = 0x7b;

/** Where in these whole events the one begins that reports a failure, or -1. */
export function findReportedFailure(events: Buffer): number {
  let from = 0;
  for (let at = findWord(events, 0); at !== -1; at = findWord(events, Math.max(from, at + WORD.length))) {
    if (!opensObject(events, at + WORD.length)) continue;
    const start = from + findEventStart(events.subarray(from, at));
    const end = findEventEnd(events, at);
    if (reportsFailure(readFirstData(events.toString('utf8', start, end)))) return start;
    from = end;
  }
  return -1;
}

function findWord(events: Buffer, from: number): number {
  const { length } = events;
  for (let last = from + WORD.length - 1; last < length;) {
    const byte = events[last] ?? 0;
    if (byte === QUOTE && events[last - 1] === LOWER_R && WORD.compare(events, last - WORD.length + 1, last + 1) === 0)
      return last - WORD.length + 1;
    last += STEPS[byte] ?? 1;
  }
  return -1;
}

function opensObject(events: Buffer, behindKey: number): boolean {
  const colon = skipSpaces(events, behindKey);
  return events[colon] === COLON && events[skipSpaces(events, colon + 1)] === BRACE;
}

function skipSpaces(events: Buffer, from: number): number {
  let at = from;
  while (events[at] === SPACE) at += 1;
  return at;
}

function findEventStart(before: Buffer): number {
  const plain = before.lastIndexOf('\n\n');
  const returned = before.lastIndexOf('\n\r\n');
  return Math.max(plain === -1 ? 0 : plain + 2, returned === -1 ? 0 : returned + 3);
}

function findEventEnd(events: Buffer, from: number): number {
  for (let at = events.indexOf('\n', from); at !== -1; at = events.indexOf('\n', at + 1)) {
    const next = events[at + 1] === 0x0d ? at + 2 : at + 1;
    if (events[next] === 0x0a) return next + 1;
  }
  return events.length;
}

/** The data of the first event in a text. */
export function readFirstData(events: string): string {
  const data: string[] = [];
  for (const line of events.split(/\r?\n/)) {
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
    else if (line === '' && data.length > 0) break;
  }
  return data.join('\n');
}
