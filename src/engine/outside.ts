/** Words that stand in a text beside the cause: response headers that were logged with it, and what a tool says before it quotes. */
import { cued, has } from './cues.js';
import type { Mark } from './wordings/list.js';
import { Strength, type Wording } from './wordings/wording.js';
import type { Piece } from './peel.js';
import type { Reading } from './wrappers/wrapper.js';

/**
 * Headers whose values speak of time, of limits or of errors in every answer: `keep-alive: timeout=5`, `nel: {"failure_fraction":0}`.
 * Those that hand on a cause (`x-provider-error-message`) are none of them.
 */
const HEADER = cued(
  /(?:^|[\s"'{,<(])(?:keep-alive|connection|server-timing|access-control-[a-z-]{3,40}|content-(?:type|length|security-policy|encoding)|strict-transport-security|cache-control|transfer-encoding|retry-after(?:-ms)?|alt-svc|report-to|nel|vary|via|cf-[a-z-]{2,30}|(?:anthropic-|x-)?ratelimit-[a-z-]{3,50}|x-(?!(?:[a-z]{1,20}-){0,3}(?:error|reason|message))[a-z-]{2,50})["']?\s?[:=]\s?(?:"[^"]{0,400}"|'[^']{0,400}'|\[[^\]]{0,400}\]|[^\s"',<][^\s"'<]{0,100})/gi,
  'keep-alive',
  'connection',
  'server-timing',
  'access-control-',
  'content-',
  'strict-transport',
  'cache-control',
  'transfer-encoding',
  'retry-after',
  'report-to',
  'ratelimit-',
  'cf-',
  'x-',
  'alt-svc|nel|vary|via',
);

/** In characters; later ones stay what they seem. */
const SEARCHED = 20_000;

/** Where in a piece the headers stand, as starts and ends; null where none does. */
export function headerSpans({ text, cues }: Piece): readonly (readonly [number, number])[] | null {
  if (!has(cues, HEADER.cue)) return null;
  const spans: [number, number][] = [];
  const { pattern } = HEADER;
  const head = text.slice(0, SEARCHED);
  pattern.lastIndex = 0;
  for (let found = pattern.exec(head); found; found = pattern.exec(head)) spans.push([found.index, pattern.lastIndex]);
  return spans.length === 0 ? null : spans;
}

export function isInside({ start, end }: Mark, spans: readonly (readonly [number, number])[] | null): boolean {
  return spans !== null && spans.some(([from, to]) => start >= from && end <= to);
}

/** Where the words of the last wrapper end and what it quotes begins; 0 where nothing is quoted. */
export function quotedFrom({ text }: Piece, readings: readonly Reading[]): number {
  let from = 0;
  for (const { end = 0 } of readings) if (end > from) from = end;
  return text.length - from > SHORTEST_QUOTE || text.includes('…', from) ? from : 0;
}

/** In characters. */
const SHORTEST_QUOTE = 8;

/** A tool's own words yield to every sentence and to every status that has one meaning, but not to a status that has several. */
export const OWN_WORDS = Strength.type - 3;

const LEADS = /^(?:failed|failure|unable|could not|couldn't|cannot|can't|error|problem)\b/;
/** How far from its first word a phrase's colon may stand. */
const LONGEST_LEAD = 90;

/** `Failed to connect to Ollama API: 401 …`: what stands behind the colon is the cause. */
export function leadsTo({ low }: Piece, { start, end }: Mark, { category }: Wording): boolean {
  if (category !== 'network' && category !== 'unknown' && category !== 'stream_interrupted' && category !== 'server_error')
    return false;
  if (!LEADS.test(low.slice(start, start + 12))) return false;
  const rest = low.slice(end, start + LONGEST_LEAD);
  const colon = rest.search(/: |\. /);
  return colon !== -1 && rest[colon] === ':' && low.length - end - colon > SHORTEST_QUOTE;
}
