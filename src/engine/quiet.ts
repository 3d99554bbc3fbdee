/** Tells a line that looks like a failure and is none: a retry notice, a counter, code being edited, a text that explains an error. */
import type { Category, Evidence } from './model.js';
import type { Node, Peeled } from './peel.js';
import { statusInText } from './status.js';

export interface Finding {
  readonly category: Category;
  readonly strength: number;
}

const RETRY_NOTICE =
  /\b(?:retrying(?: in| after| request| with| the| now|…|\.{2,3})|will retry|retry attempt|retry \d{1,3}\/\d{1,3}|attempt #?\d{1,3} ?(?:\/|of) ?\d{1,3}|trying fallback|trying next|trying again in \d|falling back|fall back to|failing over|backing off|backoff|waiting \d{1,6} ?(?:ms|s|sec)|sleeping (?:for )?\d|switching to|rotating to)/i;
const GIVEN_UP =
  /\b(?:failed after|exceeded retry limit|giving up|gave up|max(?:imum)? retries|retries exhausted|retries_exhausted|reached max retries|no more retries|last error|retriesleft: 0|error doing the fallback|all (?:fallbacks|attempts|retries) failed)/i;
const EXCEPTION =
  /\b[A-Za-z_.]*[a-z](?:Error|Exception|Failure|Timeout|Exhausted|Exceeded)\b ?[\]:(]|\bTraceback \(most recent|^\s*Error\b|\b(?:Error|ERROR|error|错误|报错|异常)["']?\s?[:：]|\berror=|✘|✕|■ /m;
const LEVEL_ERROR = /\b(?:ERROR|FATAL|CRITICAL|SEVERE)\b|\[(?:error|ERR|E)\]|\blevel=error\b|"level": ?(?:"error"|50|60)\b/;
const LEVEL_LOW =
  /\[(?:info|debug|trace|INFO|DEBUG|TRACE|I)\]|\b(?:INFO|DEBUG|TRACE)\b|\blevel=(?:info|debug|trace)\b|"level": ?(?:"(?:info|debug|trace)"|[1-3]0)\b/;
const LEVEL_WARN = /\[(?:warn|warning|WARN|WARNING|W)\]|\bWARN(?:ING)?\b|\blevel=warn|"level": ?(?:"warn(?:ing)?"|40)\b/;

/** Lines of a program, a diff, a test report or a table. */
const CODE_LINE =
  /^\s*(?:[+-]\s|[+-]{1}[^\d\s-]|\/\/|\/\*|\*\s|#\s?(?:[A-Za-z]|$)|const\b|let\b|var\b|import\b|export\b|from \S+ import|def\b|class\b|func(?:tion)?\b|fn\b|pub\b|return\b|if\s?\(|if \S|elif\b|else\b|for\s?\(|while\s?\(|switch\b|case\b|catch\b|except\b|try\b|raise\b|assert|expect\(|it\(|describe\(|test\(|async\b|await\b|@\w|\}|\)|\]|\||-\s|>\s|\d+\s*[|│]|✓|✔|PASS\b|ok \d)/;
const TEST_LINE = /\b(?:\d+ passed|tests? passed|PASS(?:ED)?\b|✓|✔|assert|expect\(|toBe|toEqual|mock|fixture)/;
const STACK_LINE = /^\s*(?:at\s|File "|raise\s|Traceback)/m;
/** Prose that speaks about errors rather than reporting one. */
const EXPLAINS =
  /\b(?:occurs? (?:when|due|because|if)|is (?:thrown|raised|returned) (?:when|if|by)|indicates? that|means? (?:that|you|the)|this (?:error|status|code) (?:is|means|indicates|occurs)|status (?:error|code) (?:in|is|means)|also known as|for example|e\.g\. a |how to (?:fix|handle|avoid)|adds? (?:support|handling|automatic)|added |adding |implements? |implemented |fix(?:es|ed)? |refactor|changelog|handle(?:s|d)? |handling of|when (?:the|a|an|you|rate)|in case of|should (?:return|be|retry)|are remapped|mapped to|has a limit of|have a limit of|limits? (?:are|is) |by default|documentation|we (?:should|need|can|could|now)|i(?:'m| am|'ll| will| need| should| can)\b|let me\b|that's\b|it's\b|the code\b|users? (?:can|may|should)|you can\b|test(?:s|ed|ing)? (?:that|for|the))/i;
const COUNTER =
  /\b0 (?:errors?|failed|failures?)\b|\berrors?[:=] ?0\b|\b(?:success(?:ful(?:ly)?)?|succeeded|connected|completed|ready|started|healthy|200 OK)\b|"status":\s?(?:200|"ok")/i;

/** What shows that the text reports a failure, apart from its words. */
export interface Shape {
  readonly structured: boolean;
  readonly exception: boolean;
  readonly status: boolean;
  readonly errorLevel: boolean;
}

export function readShape(raw: string, peeled: Peeled): Shape {
  return {
    structured: peeled.nodes.some(isErrorNode),
    exception: EXCEPTION.test(raw),
    status: peeled.pieces.some((piece) => piece.depth === 0 && statusInText(piece.text) !== null),
    errorLevel: LEVEL_ERROR.test(raw),
  };
}

function isErrorNode({ fields, key, structured }: Node): boolean {
  if (!structured) return false;
  if (key === 'error' || fields.has('error') || fields.has('errors')) return true;
  const speaks = fields.has('message') || fields.has('msg') || fields.has('detail') || fields.has('errormessage');
  return (
    speaks &&
    (fields.has('code') || fields.has('type') || fields.has('status') || fields.has('errortype') || fields.has('metadata'))
  );
}

const BLOCKING: ReadonlySet<Category> = new Set([
  'quota_exhausted',
  'billing',
  'authentication',
  'permission',
  'region_restricted',
  'model_not_found',
  'routing',
  'context_length',
  'content_filter',
]);

/** Why the text is no failure, or null where it may be one. `head` is the raw text, bounded. */
export function readQuiet(head: string, shape: Shape, best: Finding | null): Evidence | null {
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  const blocking = best !== null && BLOCKING.has(best.category) && best.strength >= 70;
  const notice = RETRY_NOTICE.exec(head);
  if (notice && !blocking && !GIVEN_UP.test(head)) {
    const after = head.slice(notice.index + notice[0].length);
    const goesOn = STACK_LINE.test(after) || EXCEPTION.test(after) || after.includes('"error"') || after.includes("'error'");
    if (!goesOn) return { rule: 'quiet/retry-notice', text: notice[0] };
  }
  if (isCode(lines)) return { rule: 'quiet/code', text: (lines[0] ?? '').trim().slice(0, 120) };
  if (!shape.structured && !shape.errorLevel) {
    const low = LEVEL_LOW.exec(head);
    if (low && (best === null || best.strength < 70)) return { rule: 'quiet/log-level', text: low[0] };
    const warn = LEVEL_WARN.exec(head);
    if (
      warn &&
      !blocking &&
      (best === null || best.category === 'invalid_request' || best.category === 'cancelled' || best.strength < 70)
    ) {
      return { rule: 'quiet/log-level', text: warn[0] };
    }
  }
  if (!shape.structured && !shape.exception) {
    const counter = COUNTER.exec(head);
    if (counter && (best === null || best.strength < 80)) return { rule: 'quiet/counter', text: counter[0] };
    const explains = EXPLAINS.exec(head);
    if (explains && lines.length > 0 && !startsLikeFailure(head)) return { rule: 'quiet/explanation', text: explains[0] };
  }
  if (
    best === null &&
    !shape.structured &&
    !shape.exception &&
    !shape.status &&
    !/\b(?:error|failed|failure|unable|错误|失败|异常)/i.test(head)
  ) {
    return { rule: 'quiet/no-failure', text: '' };
  }
  return null;
}

/** A status, a glyph or a server's way of addressing the caller at the very start. */
function startsLikeFailure(head: string): boolean {
  return /^\W{0,8}(?:[45]\d\d\b|api error|error\b|http\b|your\b|you\b|sorry\b|request\b|the (?:request|model|server|provider|input|prompt|maximum|response)\b|invalid\b|failed\b|cannot\b|could not\b|unable\b|no \w|too many|rate limit|insufficient|quota)/i.test(
    head,
  );
}

function isCode(lines: readonly string[]): boolean {
  if (lines.length === 0) return false;
  const code = lines.filter((line) => CODE_LINE.test(line)).length;
  if (TEST_LINE.test(lines[0] ?? '') && lines.length <= 3) return true;
  return (
    code >= lines.length * 0.6 &&
    !lines.some((line) => STACK_LINE.test(line) || LEVEL_ERROR.test(line) || /^\s*"?(?:error|message)"?\s*:/.test(line))
  );
}
