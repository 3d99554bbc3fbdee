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
