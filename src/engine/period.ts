/** Over how long a limit counts, which tells an allowance that is used up from too many requests at once, whatever it is called. */
import { cue, has } from './cues.js';
import type { Clue } from './clue.js';
import type { Category } from './model.js';
import type { Piece } from './peel.js';

const LONG =
  /\b(?:daily|weekly|monthly|annual)\b|(?:\b|_)(?:tpd|rpd)\b|(?:\bper|\beach|\ba|\bin a|\/)[-_ ]?(?:calendar )?(?:day|week|month)\b|\b(?:per|every|in|within|last|past|over|\/) ?(?:the )?(?:last |past )?(?:24|48|72|168) ?-?h(?:ours?|rs?)?\b|\buntil \d{4}-\d|\b(?:resets?|until) (?:on|at)? ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tomorrow|next )|每天|每日|每周|每月/;
const LONG_CUE = cue(
  'daily|weekly|monthly|annual|tpd|rpd|day|week|month|24h|24 h|48h|48 h|72h|72 h|168|24-h|reset o|resets o|reset a|resets a',
  'resets t|resets n|until |每天|每日|每周|每月',
);
const SHORT =
  /(?:\bper|\beach|\ba|\/)[-_ ]?(?:\d{1,3} ?)?(?:min(?:ute)?s?|sec(?:ond)?s?|s)\b|\b(?:rpm|tpm|qps|rps)\b|每分钟|每秒/;
const SHORT_CUE = cue(
  'per min|per-min|per_min|per sec|per-sec|per_sec|/min|/ min|/sec|/ sec|/s|a minute|a second|each minute|each second|rpm|tpm|qps|rps',
  'per 1|per 2|per 3|per 6|每分钟|每秒',
);

/** How far from the words of the limit its period stands, in characters. */
const BEFORE = 40;
const AFTER = 90;

/** The category of a limit by its period; as it was where none is told beside the words that tell of the limit, or several are. */
export function byPeriod(category: Category, best: Clue | null, pieces: readonly Piece[]): Category {
  if (best === null || (category !== 'rate_limit' && category !== 'quota_exhausted')) return category;
  // What a provider's code says is its own word.
  if (!best.rule.startsWith('wording/') && !best.rule.startsWith('type/')) return category;
  const words = best.text.toLowerCase();
  const needed = category === 'rate_limit' ? LONG_CUE : SHORT_CUE;
  for (const { low, cues } of pieces) {
    if (!has(cues, needed)) continue;
    const at = low.indexOf(words);
    if (at === -1) continue;
    const around = low.slice(Math.max(0, at - BEFORE), at + words.length + AFTER);
    const long = LONG.test(around);
    const short = SHORT.test(around);
    if (long !== short) return long ? 'quota_exhausted' : 'rate_limit';
  }
  return category;
}
