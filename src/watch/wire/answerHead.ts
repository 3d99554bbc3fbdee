/** What is kept of an answer's status line and headers. */

export interface AnswerHead {
  readonly status: number;
  /** As the server wrote it; may be empty. */
  readonly reason: string;
  /** By name in lower case. Those alone that a diagnosis rests on. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of `content-type` and `content-encoding`; empty where there is none. */
  readonly type: string;
  readonly coding: string;
  /** True for an answer of Unwrap's own endpoint, which tells of its failures itself. */
  readonly isEndpoints: boolean;
}

/** Ids of the request, hints when to come back, limits, and who answered: by these parts of a name. */
const TELLING =
  /(?:req(?:uest)?|generation|trace|call|log|error|correlation|vercel|processing)[-_]?(?:id|ms)$|^cf-ray$|retry|rate-?limit|quota|-limit$|-remaining$|-reset$|error|provider|model|^(?:date|server|via)$/;
/** Never, whatever else their names say. */
const SECRET = /cookie|auth|credential|secret|password|api-?key|session/;

/** Beyond it a value is cut, in characters; and this many are kept. */
const LONGEST_VALUE = 512;
const MOST_HEADERS = 48;

const EVENT_STREAM = 'text/event-stream';

export function isEventStream({ type }: AnswerHead): boolean {
  return type.startsWith(EVENT_STREAM);
}

/** `pairs` are names and values in turn, as the wire had them. Of a success that is no stream nothing but the status is kept. */
export function readHead(status: number, reason: string, pairs: readonly unknown[]): AnswerHead {
  const type = valueOf(pairs, 'content-type').toLowerCase();
  const isEndpoints = valueOf(pairs, 'x-unwrap-id') !== '';
  const head = { status, reason, headers: {}, type, coding: '', isEndpoints };
  return status < 400 && !isEventStream(head)
    ? head
    : { ...head, headers: keepTelling(pairs), coding: valueOf(pairs, 'content-encoding') };
}

function keepTelling(pairs: readonly unknown[]): Record<string, string> {
  const headers: Record<string, string> = {};
  let kept = 0;
  for (let at = 0; at + 1 < pairs.length && kept < MOST_HEADERS; at += 2) {
    const name = toText(pairs[at]).toLowerCase();
    if (!isTelling(name) || name in headers) continue;
    headers[name] = toText(pairs[at + 1]).slice(0, LONGEST_VALUE);
    kept += 1;
  }
  return headers;
}

/** The first value of that name, in lower case; empty where there is none. */
function valueOf(pairs: readonly unknown[], name: string): string {
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const given = pairs[at];
    const length = typeof given === 'string' || Buffer.isBuffer(given) ? given.length : 0;
    if (length === name.length && toText(given).toLowerCase() === name) return toText(pairs[at + 1]);
  }
  return '';
}

/** Whether a header of that name, in lower case, is kept. */
export function isTelling(name: string): boolean {
  return TELLING.test(name) && !SECRET.test(name);
}

/** Of a header that came several times the first value: undici gives those as a list. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  return Array.isArray(value) ? toText(value[0]) : '';
}
