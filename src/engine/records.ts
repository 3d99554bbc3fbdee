/** Records out of log text. A record begins at a line that its format's `head` matches; other lines continue it. */

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

/** The same as text, not read yet. */
export function splitEntries(text: string, format: RecordFormat): string[] {
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

/** No known head is longer, in characters. */
export const HEAD_LENGTH = 256;

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
