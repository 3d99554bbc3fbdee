/** What happened on the wire → what the engine reads. */
import type { Observation } from '../../engine/model.js';
import type { AnswerHead } from './answerHead.js';
import type { KnownHost } from './hostTable.js';
import type { Operation } from './operation.js';

/** One request that is looked at. Of the request itself no more is known, neither its headers nor its body. */
export interface Asked {
  readonly host: KnownHost;
  readonly method: string;
  /** `https://openrouter.ai`. */
  readonly origin: string;
  readonly operation: Operation;
}

/** A failed answer. `body` is its text, unpacked; null where it could not be seen. */
export function observeAnswer(asked: Asked, head: AnswerHead, body: string | null): Observation {
  const line = `HTTP ${head.status}${head.reason === '' ? '' : ` ${head.reason}`}`;
  return observe(asked, head, body === null || body.trim() === '' ? line : body);
}

/** An event stream under a status of success whose first event is a failure. */
export function observeEvent(asked: Asked, head: AnswerHead, event: string): Observation {
  return observe(asked, head, event);
}

export function observeEmptyStream(asked: Asked, head: AnswerHead): Observation {
  return observe(asked, head, 'The stream ended without an event: the answer is empty.');
}

/** An answer that began as a success, and that the other side did not finish. */
export function observeBreak(asked: Asked, head: AnswerHead, error: unknown): Observation {
  const said = sayError(error);
  return observe(
    asked,
    head,
    isTimeout(error) ? said : `The stream was interrupted: it broke off before the answer's end (${said}).`,
  );
}

/** A request that no answer came to. `own` where the client itself called it off. */
export function observeNoAnswer(asked: Asked, error: unknown, own: boolean): Observation {
  return observe(asked, null, own ? sayOwnEnd(error) : sayError(error));
}

function sayOwnEnd(error: unknown): string {
  // `AbortSignal.timeout()` says that the operation was aborted, too.
  return isTimeout(error)
    ? "Request timed out: the client's own time limit ran out before an answer began."
    : 'Request aborted: the client closed it before an answer began.';
}

function observe({ host, method, origin, operation }: Asked, head: AnswerHead | null, raw: string): Observation {
  const lines = [`${method} ${origin}${operation.path}`];
  if (head !== null) {
    lines.push(`HTTP ${head.status}${head.reason === '' ? '' : ` ${head.reason}`}`);
    for (const [name, value] of Object.entries(head.headers)) lines.push(`${name}: ${value}`);
  }
  return {
    raw,
    head: lines.join('\n'),
    status: head !== null && head.status >= 400 ? head.status : null,
    headers: head?.headers ?? null,
    provider: host.provider,
    model: operation.model,
  };
}

/** Name, message and code of an error and of what caused it. */
function sayError(error: unknown): string {
  const said: string[] = [];
  let each = error;
  for (let depth = 0; depth < 4 && each !== undefined && each !== null; depth += 1) {
    if (typeof each !== 'object') {
      if (typeof each === 'string') said.push(each.slice(0, LONGEST_MESSAGE));
      break;
    }
    const text = [textOf(each, 'name'), textOf(each, 'message')].filter((part) => part !== '').join(': ');
    const code = textOf(each, 'code');
    said.push(code === '' || text.includes(code) ? text : `${text} (${code})`);
    // Where several addresses were tried, the first one's failure stands for all.
    const tried: unknown = Reflect.get(each, 'errors');
    const [first]: unknown[] = Array.isArray(tried) ? tried : [];
    each = first ?? Reflect.get(each, 'cause');
  }
  return said.filter((part) => part !== '').join(', caused by ') || 'No answer came, and no reason was given.';
}

/** In characters. */
const LONGEST_MESSAGE = 500;

function textOf(error: object, field: string): string {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value.slice(0, LONGEST_MESSAGE) : '';
}

function isTimeout(error: unknown): boolean {
  return /timed? ?-?out/i.test(sayError(error).replaceAll('_', ' '));
}

/** Error codes by which undici says that its own user ended the request. */
const ENDED = new Set(['UND_ERR_ABORTED', 'UND_ERR_ABORT', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'ABORT_ERR']);

/**
 * Whether the client called the request off. What fails on the way has a code of letters (`ECONNRESET`, `UND_ERR_SOCKET`); a signal's
 * reason is whatever the client gave it, and a DOMException's code is a number.
 */
export function isOwnEnd(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return true;
  const code = textOf(error, 'code');
  return code === '' || ENDED.has(code);
}
