/** Records out of log text. A record begins at a line that its format's `head` matches; other lines continue it. */
import { diagnose } from './classify.js';
import { formats } from './formats.js';
import type { Observation } from './model.js';

/** One entry of a log, however many lines it spans. */
export interface LogRecord {
  /** The whole entry as written, without its last line end. */
  readonly text: string;
  /** What follows the head: time and level taken off. */
  readonly message: string;
  /** Lower case, null where the format has none. */
  readonly level: string | null;
  /** Epoch milliseconds, null where the format has none. */
  readonly at: number | null;
}

/** How the entries of one kind of log begin. */
export interface RecordFormat {
  readonly name: string;
  /** Anchored at the line's start, linear; the named groups `time` and `level` are read. */
  readonly head: RegExp;
  /** True where `time` bears no zone and means the machine's local time. */
  readonly localTime?: boolean;
}

/**
 * One entry's text as a record. A time with a zone is read as such; one without is local time where the format says so, else UTC.
 * Local time is resolved by ECMAScript's own local-time rules (`new Date(y, m, …)`); no clock is read.
 */
export function readRecord(text: string, format: RecordFormat): LogRecord {
  const entry = withoutLineEnd(text);
  const head = format.head.exec(entry);
  if (!head) return { text: entry, message: entry, level: null, at: null };
  return {
    text: entry,
    message: entry.slice(head[0].length),
    level: head.groups?.['level']?.toLowerCase() ?? null,
    at: readTime(head.groups?.['time'], format.localTime === true),
  };
}

/** The records of a whole log. Lines before the first head are one record without level and time. */
export function splitRecords(text: string, format: RecordFormat): LogRecord[] {
  return splitEntries(text, format).map((entry) => readRecord(entry, format));
}

function splitEntries(text: string, format: RecordFormat): string[] {
  const entries: string[] = [];
  let start = 0;
  let lineStart = 0;
  while (lineStart < text.length) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    // The head is tried on a bounded prefix: an endless line must not be copied for it.
    if (lineStart > start && format.head.test(text.slice(lineStart, Math.min(lineEnd, lineStart + HEAD_LENGTH)))) {
      entries.push(text.slice(start, lineStart));
      start = lineStart;
    }
    lineStart = lineEnd + 1;
  }
  if (start < text.length) entries.push(text.slice(start));
  return entries;
}

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
    const { category } = diagnose(observation);
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

/** No known head is longer, in characters. */
const HEAD_LENGTH = 256;

function withoutLineEnd(text: string): string {
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z?)$/;

function readTime(time: string | undefined, local: boolean): number | null {
  const parts = time === undefined ? null : TIME.exec(time);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  if (year === undefined || month === undefined) return null;
  const fields = [month - 1, day, hour, minute, second, Math.trunc(Number(`0.${parts[7] ?? '0'}`) * 1000)] as const;
  return local && parts[8] === '' ? new Date(year, ...fields).getTime() : Date.UTC(year, ...fields);
}
