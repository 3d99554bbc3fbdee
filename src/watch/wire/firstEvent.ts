/** The first event of a stream of server-sent events, which is all of a successful answer that the wire tap reads. */

export interface FirstEvent {
  /** `error`: the event reports a failure. `empty`: the stream says that it ends, and has said nothing else. */
  readonly kind: 'error' | 'empty' | 'content';
  /** The event as it was sent. */
  readonly text: string;
}

/** Null where no event is complete yet; `ended` where nothing follows the text. Comments and pings are no events. */
export function readFirstEvent(text: string, ended: boolean): FirstEvent | null {
  const lines = text.split(/\r\n|\n|\r/);
  // The last line is still being sent, unless the stream has ended.
  const whole = ended ? lines.length : lines.length - 1;
  let event: string[] = [];
  for (let at = 0; at <= whole; at += 1) {
    const line = at < whole ? (lines[at] ?? '') : '';
    if (at === whole && !ended) return null;
    if (line !== '') {
      if (!line.startsWith(':') && !line.startsWith('\uFEFF:')) event.push(line);
      continue;
    }
    const found = judge(event);
    if (found !== null) return found;
    event = [];
  }
  return null;
}

function judge(lines: readonly string[]): FirstEvent | null {
  const fields = lines.map((line) => /^\uFEFF?(event|data): ?(.*)$/s.exec(line));
  const name = fields.findLast((field) => field?.[1] === 'event')?.[2] ?? '';
  const data = fields
    .filter((field) => field?.[1] === 'data')
    .map((field) => field?.[2] ?? '')
    .join('\n');
  if (data === '' || name === 'ping') return null;
  const text = lines.join('\n');
  if (data.trim() === '[DONE]') return { kind: 'empty', text };
  return { kind: name === 'error' || reportsError(data) ? 'error' : 'content', text };
}

/** Types of events that report a failure: Anthropic's and OpenAI's Responses API's. */
const FAILURES = new Set(['error', 'response.failed', 'response.error']);

function reportsError(data: string): boolean {
  const parsed = parse(data);
  const [first]: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (typeof first !== 'object' || first === null) return false;
  const error: unknown = Reflect.get(first, 'error');
  const type: unknown = Reflect.get(first, 'type');
  return (
    (error !== undefined && error !== null && error !== false && error !== '') || (typeof type === 'string' && FAILURES.has(type))
  );
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
