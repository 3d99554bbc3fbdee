/** When the server itself says that a retry can help, in seconds. A client's own "Retrying in 2 s" is not the server's word. */
import { cued, has } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import type { Loose } from './looseJson.js';
import type { Node, Piece } from './peel.js';
import type { Provider } from './providers/provider.js';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
};
const PART =
  /(\d{1,9}(?:\.\d{1,12})?)\s?(milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|s|m|h|d)(?![a-z])\s?(?:and\s|,\s)?/iy;

/** `9m38.016s`, `644ms`, `58 hours`, `17h 42m` as seconds; null where no duration begins at `from`. */
function readDuration(text: string, from = 0): number | null {
  let seconds: number | null = null;
  PART.lastIndex = from;
  for (let part = PART.exec(text); part; part = PART.exec(text)) {
    const unit = (part[2] ?? '').toLowerCase();
    const factor = UNIT_SECONDS[unit] ?? UNIT_SECONDS[unit.replace(/s$/, '')];
    if (factor === undefined) break;
    seconds = (seconds ?? 0) + Number(part[1]) * factor;
  }
  return seconds;
}

const IN_TEXT = cued(
  /(?:\b(?:(?:try|tried|request) again (?:in|after)|allowed (?:again )?(?:in|after)|retry (?:in|after)|retry again in|retry-after:?|retry_after["']?:?|retryafter(?:seconds)?["']?:?|wait(?: for)?(?: at least)?|available (?:again )?in|resets? (?:in|after)|cool(?:s|ing)? down (?:in|for))|请在|请等待|等待|请|在):?\s?["']?(?:approximately |about |~)?(?=\d)/gi,
  'again in|again after|allowed in|allowed after|allowed again|retry in|retry after|retry again in|retry-after|retry_after|retryafter',
  'wait|available in|available again in|reset in|resets in|reset after|resets after',
  'cool down|cools down|cooling down|请|等待|在',
);
const WAITING = cued(/\bretrying in (?=\d)/i, 'retrying in');
const BARE = /(\d{1,7}(?:\.\d{1,9})?)(?!\d|\.\d)/y;
/** A client's own backoff is never longer; a longer wait was told to it. */
const LONGEST_BACKOFF = 600;

function hintInText({ text, cues }: Piece): number | null {
  const { pattern } = IN_TEXT;
  pattern.lastIndex = 0;
  for (let match = has(cues, IN_TEXT.cue) ? pattern.exec(text) : null; match; match = pattern.exec(text)) {
    const from = match.index + match[0].length;
    const seconds = readDuration(text, from);
    if (seconds !== null) return seconds;
    BARE.lastIndex = from;
    const bare = BARE.exec(text);
    if (!bare) continue;
    const after = text.slice(BARE.lastIndex, BARE.lastIndex + 12);
    if (/^\s?秒/.test(after) || /retry.?after/i.test(match[0])) return Number(bare[1]);
    if (/^\s?分钟/.test(after)) return Number(bare[1]) * 60;
  }
  const waiting = has(cues, WAITING.cue) ? WAITING.pattern.exec(text) : null;
  const told = waiting ? readDuration(text, waiting.index + waiting[0].length) : null;
  return told !== null && told > LONGEST_BACKOFF ? told : null;
}

const FIELDS = [
  'retrydelay',
  'retryafter',
  'retryafterseconds',
  'retryaftersec',
  'retryafters',
  'resetsinseconds',
  'resetafterseconds',
  'resetseconds',
  'resettime',
  'estimatedtime',
];
const HAS_HINT = fieldGroup(...FIELDS, 'retryafterms');

function hintInField(value: Loose | undefined): number | null {
  if (typeof value === 'number') return value >= 0 && value < 1e7 ? value : null;
  if (typeof value !== 'string') return null;
  return readDuration(value) ?? (/^\d{1,7}(?:\.\d{1,9})?$/.test(value) ? Number(value) : null);
}

function hintInHeaders(headers: ReadonlyMap<string, string>, at: number | null): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? 'none');
  if (Number.isFinite(ms)) return ms / 1000;
  const after = headers.get('retry-after');
  if (after !== undefined) {
    const seconds = hintInField(after);
    if (seconds !== null) return seconds;
    const date = Date.parse(after);
    const now = at ?? Date.parse(headers.get('date') ?? '');
    if (Number.isFinite(date) && Number.isFinite(now)) return Math.max(0, (date - now) / 1000);
  }
  return null;
}

/** Reset times count only where nothing remains: a success carries them too. */
function resetInHeaders(headers: ReadonlyMap<string, string>, known: readonly Provider[], at: number | null): number | null {
  if (headers.size === 0) return null;
  const now = at ?? Date.parse(headers.get('date') ?? '');
  for (const name of [
    ...known.flatMap((provider) => [...provider.headers.retry, ...provider.headers.rateLimit]),
    'x-ratelimit-reset',
    'ratelimit-reset',
    'x-ratelimit-reset-requests',
    'x-ratelimit-reset-tokens',
  ]) {
    if (!name.includes('reset')) continue;
    const value = headers.get(name);
    if (value === undefined || headers.get(name.replace('reset', 'remaining')) !== '0') continue;
    const duration = readDuration(value);
    if (duration !== null) return duration;
    const number = Number(value);
    if (!Number.isFinite(number)) continue;
    const epochMs = number > 1e11 ? number : number > 1e9 ? number * 1000 : null;
    if (epochMs === null) return number;
    if (Number.isFinite(now)) return Math.max(0, (epochMs - now) / 1000);
  }
  return null;
}

/** `known` are those whose own headers may be there. */
export function readRetryAfter(
  pieces: readonly Piece[],
  nodes: readonly Node[],
  headers: ReadonlyMap<string, string>,
  known: readonly Provider[],
  at: number | null,
): number | null {
  const told = headers.size === 0 ? null : hintInHeaders(headers, at);
  if (told !== null) return told;
  for (const piece of pieces) {
    const seconds = hintInText(piece);
    if (seconds !== null) return seconds;
  }
  for (const node of nodes) {
    if (!hasSome(node, HAS_HINT)) continue;
    for (const field of FIELDS) {
      const seconds = hintInField(node.fields.get(field));
      if (seconds !== null) return seconds;
    }
    const ms = node.fields.get('retryafterms');
    if (typeof ms === 'number') return ms / 1000;
  }
  return resetInHeaders(headers, known, at);
}
