/** Lines out of bytes, a batch for each read. */
import { UnusableInput } from './unusableInput.js';

/** A longer line is not read. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
/** A line that goes on for longer may never end. */
const ENDLESS_LINE_BYTES = 256 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** A line without its end, or null for one of more than `MAX_LINE_BYTES`. */
export type Line = string | null;

/** A batch holds the lines that ended within one read, so that an answer can follow each. */
export async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > ENDLESS_LINE_BYTES)
      throw new UnusableInput('A line goes on for more than 256 MB: this is not one JSON object a line.');
    if (length <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const line = length > MAX_LINE_BYTES ? null : withoutMarks(Buffer.concat(parts).toString('utf8'));
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
    yield lines;
  }
  if (length > 0) yield [finish()];
}

/** Without the byte order mark of a text's beginning and the carriage return of a Windows line end. */
function withoutMarks(line: string): string {
  const start = line.startsWith('\ufeff') ? 1 : 0;
  return line.slice(start, line.endsWith('\r') ? -1 : undefined);
}
