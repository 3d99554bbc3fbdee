/** The records of a text that report a failure. */
import { categorize } from './classify.js';
import { formats } from './formats.js';
import type { Observation } from './model.js';
import { HEAD_LENGTH, readRecord, splitEntries, type LogRecord, type RecordFormat } from './records.js';

/** Lines looked at to tell a log's format. */
const SAMPLE_LINES = 400;
/** A text of more lines in no known format is read paragraph by paragraph. */
const LONG_TEXT = 200;
/** In characters. */
const SHORT = 400;
/** One of these stands in every record that reports a failure; the rest is passed over quickly. */
const MAY_FAIL = new RegExp(
  [
    // A counter at nought is no error.
    String.raw`(?<!\b0 )error(?!s["']?[:=] ?0\b)|fail|exception|fatal|crash|wrong|trouble|sorry`,
    'denied|refused|reject|exceeded|limit|quota|throttl|unauthori|forbidden|restrict|verified|expired|revoked|api key|credential',
    'timed? ?out|timeout|abort|cancel|interrupt|terminated|disconnected|closed|reset|ended|lost',
    'overload|capacity|busy|unavailable|unreachable|invalid|unexpected|unknown|unsupported|missing|insufficient|incorrect',
    'not (?:found|exist|available|supported|allowed|enabled|loaded|ready|respond|have)|no longer|no (?:endpoints|allowed|such|assistant)',
    "unable|cannot|can't|couldn't|could not|please|try again|should alternate",
    'blocked|block_?(?:list|reason)|prohibited|filter|safety|empty',
    'credit|balance|billing|payment|too (?:many|large|long)|maximum|certificate|econn|enotfound|eai_again',
    String.raw`(?<![\d.])[45]\d\d(?![\dZ])`,
    '错误|失败|异常|不足|超时|无效|限制|余额|额度|过滤|重试|拒绝|繁忙|不可用|不存在|不支持|过期|中断|抱歉',
  ].join('|'),
  'i',
);

/**
 * The observations in a text that report a failure: any text that a person pastes, or a whole log of any known format. An error
 * body, a stack trace, an object over many lines are one observation; a log is split by its records.
 */
export function extractFailures(text: string): Observation[] {
  const format = formatOf(text);
  return candidates(text, format).flatMap(({ text: raw, at, level }) => {
    const observation = { raw: raw.trim(), at };
    const category = categorize(observation);
    // A quiet level and no known cause: the words were used in passing.
    const passing = category === 'unknown' && (level === 'info' || level === 'debug' || level === 'trace' || level === 'log');
    return category === 'not_an_error' || passing ? [] : [observation];
  });
}

/** In a log most records are ordinary, and are not even read. What stands alone is worth a look where it is short. */
function candidates(text: string, format: RecordFormat | null): LogRecord[] {
  if (format) {
    return splitEntries(text, format)
      .filter((entry) => MAY_FAIL.test(entry))
      .map((entry) => readRecord(entry, format));
  }
  return splitPlain(text)
    .filter((part) => part.trim() !== '' && (part.length < SHORT || MAY_FAIL.test(part)))
    .map((part) => ({ text: part, message: part, level: null, at: null }));
}

/** The format whose heads begin most lines; null for a text that is no log, or a single record. */
function formatOf(text: string): RecordFormat | null {
  const lines = text.split('\n', SAMPLE_LINES).map((line) => line.slice(0, HEAD_LENGTH));
  let best: RecordFormat | null = null;
  let most = 1;
  for (const format of formats) {
    const heads = lines.filter((line) => format.head.test(line)).length;
    if (heads > most) {
      best = format;
      most = heads;
    }
  }
  return best;
}

/** A text in no known format: whole, or where it is long, by its paragraphs. */
function splitPlain(text: string): string[] {
  return text.split('\n', LONG_TEXT + 1).length > LONG_TEXT ? text.split(/\r?\n[ \t]*\r?\n/) : [text];
}
