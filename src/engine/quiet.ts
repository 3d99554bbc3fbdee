/**
 * Tells a text that looks like a failure and is none: a retry notice, a counter, code being edited, a text that explains an error.
 *
 * What speaks for a report (an error object, an exception, a status, the server's voice) is weighed against what speaks for a
 * mention (a low log level, a narrator's voice, code, counters). A false alarm costs more trust than a late one.
 */
import type { Category, Evidence } from './model.js';
import type { Node, Peeled } from './peel.js';
import { toStatus } from './status.js';
import { findMarks } from './wordings/list.js';

export interface Finding {
  readonly category: Category;
  readonly strength: number;
}

const NOTICE =
  /\b(?:retrying(?: in| after| with| now| \d|…|\.{2,3}|$|\))|retrying request(?! may)|will retry|will be retried|auto-?retry|retry attempt|retry #?\d{1,3} ?(?:\/|of)|attempt #?\d{1,3} ?(?:\/|of) ?\d{1,3}|trying (?:fallback|next|another)|trying again in \d|falling back|fall back to|failing over|failover to|backing off|backoff|waiting \d{1,6} ?(?:ms|s|sec)|sleeping (?:for )?\d|switching to|switched to (?:fallback|model|provider|key)|rotating|rotated|cooldown|正在重试|秒后重试|准备重试|切换到)/im;
const GIVEN_UP =
  /\b(?:failed after|exceeded retry limit|giving up|gave up|max(?:imum)? retries|retries exhausted|retries_exhausted|reached max retries|no more retries|last error|retriesleft: 0|error doing the fallback|all (?:fallbacks|attempts|retries) failed|重试次数|多次)/i;
const EXCEPTION =
  /[a-z](?:Error|Exception|Failure|Timeout|Exhausted|Exceeded)\b['"]?\s?[\]:()]|\bException [A-Z]|\bTraceback \(most recent|^[ \t]{0,20}(?:Uncaught\b.{0,40})?Error(?::|\s*$)|\b(?:Error|ERROR|error)["']?\s?[:：]|(?:错误|报错|异常|失败)[^。\n]{0,20}[:：]|\berr(?:or)?(?:_\w{1,20}|\.error)?=|\bstatus=error\b|✘|✕|■ /m;
const LEVEL_ERROR = /\b(?:ERROR|FATAL|CRITICAL|SEVERE|ERR)\b|\[(?:error|E)\]|\blevel=error\b|"level": ?(?:"error"|50|60)\b/;
const LEVEL_LOW =
  /\[(?:info|debug|trace|I|D|log)\]|\b(?:INFO|DEBUG|TRACE|VERBOSE)\b|\blevel=(?:info|debug|trace)\b|"level": ?(?:"(?:info|debug|trace)"|[1-3]0)\b|\.Info\b/;
const LEVEL_WARN = /\[(?:warn|warning|W)\]|\bWARN(?:ING)?\b|\blevel=warn|"level": ?(?:"warn(?:ing)?"|40)\b/;
/** A plain statement that something went wrong, where no known words tell what. */
const SAYS_FAILED =
  /\b(?:failed|failure|unable to|could not|couldn't|cannot|can't|error occurred|an error|went wrong|not respond)\b|出错|失败|错误|异常/i;

const STACK_LINE = /^[ \t]{0,40}(?:at\s|File "|Traceback)/m;
const CODE_LINE =
  /^\s*(?:[+-]\s{2,}\S|[+-]\s*["'`|/#*]|[+-]\s?(?:const|let|def|if|return|import|throw|raise|assert)\b|@@ |diff --git|\/\/|\/\*|\*\s|#\s?[A-Za-z]|(?:const|let|var|import|export|def|class|function|fn|pub|func|return|async|await|elif|switch|case|assert)\b|if \(|if .{1,80}[:{]$|else\b|for \(|for .{1,80}:$|while|catch|except\b|try\b|raise\b|throw\b|expect\(|it\(|describe\(|test\(|@\w{2,40}$|\}|\)|\]|[A-Z]\w{2,40},$|[\w'"]{1,40}:\s*['"\w]{1,40},$|[\w.]{2,60}\(.{0,200}\);?\s*$|[^"{]{1,200};\s*$|\|.{0,300}\|\s*$)/;
const TEST_LINE = /^\s*(?:✓|✔|√|PASS(?:ED)?\b|ok \d|\d+ passed|assert\b|expect\(|Test(?:s|ing)?\b)/;
const BULLET = /^\s*(?:[-*•>]|\d{1,2}[.)])\s/;

/** A narrator's voice: it tells about errors instead of reporting one. */
const NARRATES =
  /\b(?:occurs? (?:when|due|because|if)|happens? (?:when|if|because)|is (?:thrown|raised|returned|triggered|shown) (?:when|if|by)|indicates? that|means? (?:that|you|the|your)|this (?:error|status|code) (?:is|means|indicates|occurs)|status error in|also known as|for example|how to (?:fix|handle|avoid|resolve)|adds? (?:support|handling|automatic|retry)|added\b|implements?\b|implemented\b|refactor|changelog|handling (?:of|for)|when (?:rate limited|the (?:api|server|provider) returns)|in case of|should (?:return|be retried|retry)|are remapped|mapped to|(?:has|have) a limit of|limits (?:are|apply)|documentation for|we (?:should|need to|can|could|now)|let me\b|users? (?:can|may|should)\b|tests? (?:that|for)|(?:fix|feat|docs|chore|refactor|test|perf|build|ci|style)(?:\([\w-]{1,40}\))?!?: |bump|(?:returns?|raises?|throws|responds? with) (?:an? |the )?\S{1,60} (?:when|if|beyond|on|for)\b|supports? \w+ \w+ (?:up to|of)|error handling|improved?\b|now (?:retried|handled|supports?)|rate limits?: ?(?:tpm|rpm|\d)|best practice|false positives?|common (?:errors|causes)|if you (?:see|get|hit|receive|encounter)|you (?:may|might|will) (?:see|get|hit|receive|encounter))/i;
const NARRATOR_STARTS =
  /^\W{0,12}(?:that's|it's|when |while |i |i'll|we(?:'ve| )(?!encountered|are|were|could|couldn|detected|have detected|experienc)|let me|let's|looks like|seems|the code|this (?:pr|commit|change|function|file|adds|is because)|note that|now |ok(?:ay)?[,.]|great|perfect|good|yes|no[,.]|so |here'?s|to fix|add|update|implement|improve|handle|support|user asked)\b/i;
/** All is well after all. */
const WELL = /\b(?:succeeded|recovered|resumed|health(?:y|:)|health check|passed|logged in as)\b/i;
/** A question about an error. */
const ASKS = /^\W*(?:what|why|how|when|is|does|can|should|[\w ]{1,30} failed)\b[^\n]{0,300}\?/i;
const COUNTER =
  /\b0 (?:errors?|failed|failures?)\b|\berrors?[:=] ?0\b|\bfailed[:=] ?0\b|\b(?:success(?:ful(?:ly)?)?|succeeded|connected|completed|started|healthy|200 OK)\b|"status":\s?(?:200|"ok")|\b\d{1,3}%(?:\||\s)|\bremaining\b|\bestimated usage\b|\bcredits used\b|\bcovered in plan\b/i;
/** A server speaks to its caller: a status or an error's name first, then `your`, `please`, `sorry`. */
const SPEAKS =
  /^\W{0,12}(?:[45]\d\d\b|api error|error\b|http\b|your\b|you\b|sorry\b|request\b|the (?:request|model|server|provider|input|prompt|maximum|response|service|operation)\b|invalid\b|failed\b|cannot\b|could not\b|unable\b|no \w|too many|rate limit (?:exceeded|reached|hit)|insufficient|quota exceeded|this model|model\b|access\b)/i;
const ADDRESSES = /\b(?:your|please|sorry)\b|请|您/i;
/** A limit that draws near is none that was reached. */
const NEARS =
  /\b(?:approaching|nearing|left until|until auto-compact|close to (?:your|the) limit|will (?:soon )?(?:be reached|expire))\b/i;
/** A list of statuses explains them. */
const STATUSES = /(?:^|\D)[45]\d\d\b[^\n]{0,200}\n[^\n]{0,200}?(?:^|\D)[45]\d\d\b/;
const HEADING = /^#{1,5} \S/;
const TABLE_HEAD = /^[\w ]{2,40}(?:,[\w ]{2,40}){3,}$/;

/** What shows that the text reports a failure, apart from its words. */
interface Shape {
  readonly structured: boolean;
  readonly exception: boolean;
  readonly status: boolean;
  readonly errorLevel: boolean;
}

function readShape(raw: string, peeled: Peeled, statuses: readonly (number | null)[]): Shape {
  return {
    structured: peeled.nodes.some(isErrorNode),
    exception: EXCEPTION.test(raw),
    status: peeled.pieces.some((piece, index) => piece.depth === 0 && (statuses[index] ?? null) !== null),
    errorLevel: LEVEL_ERROR.test(raw),
  };
}

/** An object that states an error: under `error`, or with a message beside a code, a failure's status or an error's type. */
function isErrorNode({ fields, key, structured }: Node): boolean {
  if (!structured) return false;
  const error = fields.get('error') ?? fields.get('errors');
  if (key === 'error' || (error !== undefined && error !== null && error !== '' && error !== 0 && error !== false)) return true;
  const type = fields.get('type') ?? fields.get('errortype') ?? fields.get('name');
  if (toStatus(fields.get('responsecode')) !== null) return true;
  const speaks =
    fields.has('message') || fields.has('msg') || fields.has('detail') || fields.has('errormessage') || fields.has('title');
  if (!speaks) return false;
  const code = fields.get('code');
  if (code !== undefined && code !== null && code !== 0 && code !== 200 && code !== '0') return true;
  if (toStatus(fields.get('status')) !== null || toStatus(fields.get('statuscode')) !== null) return true;
  return (
    (typeof type === 'string' && (/error|exception/i.test(type) || findMarks(type.toLowerCase()).wordings.length > 0)) ||
    fields.has('metadata')
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

/** More than what speaks for a mention adds up to in practice. */
const MOST_MENTION = 7;

/** Why the text is no failure, or null where it is one. `head` is the raw text, bounded; `statuses` those that the pieces name; `coded` tells of a documented code, `causes` how many different ones its words name. */
export function readQuiet(
  head: string,
  peeled: Peeled,
  statuses: readonly (number | null)[],
  best: Finding | null,
  coded: boolean,
  causes: number,
): Evidence | null {
  const shape = readShape(head, peeled, statuses);
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  const strength = best?.strength ?? 0;
  const blocking = best !== null && BLOCKING.has(best.category) && strength >= 70;
  const notice = NOTICE.exec(head);
  if (notice && !blocking && !GIVEN_UP.test(head) && !goesOn(head.slice(notice.index + notice[0].length))) {
    return { rule: 'quiet/retry-notice', text: notice[0] };
  }
  const code = shape.structured && strength >= 60 ? null : codeLine(lines);
  if (code !== null) return { rule: 'quiet/code', text: code };
  let report = 0;
  if (shape.structured) report += 4;
  if (shape.exception) report += 2;
  if (shape.status) report += 2;
  if (shape.errorLevel) report += 2;
  if (!HEADING.test(head) && SPEAKS.test(head)) report += 2;
  // Words alone prove little: a document and a counter have them too.
  if (strength >= 60) report += strength >= 80 && (shape.structured || shape.exception || shape.status || coded) ? 2 : 1;
  if (coded) report += 3;
  if (ADDRESSES.test(head)) report += 1;
  if (lines.length > 1 && STACK_LINE.test(head)) report += 2;

  // No mention outweighs an error object with telling words.
  if (report >= MOST_MENTION) return null;

  let mention: Evidence | null = null;
  let weight = 0;
  const weigh = (pattern: RegExp, points: number, rule: string): void => {
    const found = pattern.exec(head);
    if (!found) return;
    weight += points;
    mention ??= { rule, text: found[0].trim() };
  };
  if (!shape.errorLevel) {
    weigh(LEVEL_LOW, blocking ? 2 : 3, 'quiet/log-level');
    if (!blocking)
      weigh(
        LEVEL_WARN,
        best === null || best.category === 'invalid_request' || best.category === 'cancelled' ? 4 : 2,
        'quiet/log-level',
      );
  }
  weigh(NARRATOR_STARTS, 4, 'quiet/narration');
  weigh(NARRATES, 3, 'quiet/narration');
  weigh(COUNTER, report > 1 ? 1 : 2, 'quiet/counter');
  if (TABLE_HEAD.test(lines[0] ?? '')) weigh(/,/, 5, 'quiet/table');
  if (!shape.structured && !shape.exception) weigh(WELL, 6, 'quiet/all-well');
  if (lines.length === 1) weigh(ASKS, 5, 'quiet/question');
  weigh(NEARS, 4, 'quiet/not-yet');
  if (!shape.structured && causes > 2 && STATUSES.test(head)) weigh(STATUSES, 5, 'quiet/document');
  if (!shape.structured) weigh(HEADING, 4, 'quiet/document');
  if (lines.every((line) => BULLET.test(line))) weigh(/^\s*\S/, 3, 'quiet/list');
  if (weight > 0 && weight >= report) return mention;
  if (best === null && !shape.structured && !shape.exception && !shape.status && !shape.errorLevel && !saysFailed(head)) {
    return { rule: 'quiet/no-failure', text: '' };
  }
  return null;
}

/** Of a call to a model, not of anything else that can fail. */
const OF_A_CALL =
  /\b(?:api|llm|ai|model|provider|request|response|agent|chat|completion|stream|message|generat\w*|respond\w*|something|error|openai|claude|gemini|copilot)\b|生成|模型|请求|回复|调用/i;

function saysFailed(head: string): boolean {
  return SAYS_FAILED.test(head) && OF_A_CALL.test(head);
}

/** Whether a failure follows the notice: a stack, an exception, an error object. */
function goesOn(after: string): boolean {
  return STACK_LINE.test(after) || EXCEPTION.test(after) || after.includes('"error"') || after.includes("'error'");
}

/** The first line of a text that is code, a diff, a table or a test report, or null. */
function codeLine(lines: readonly string[]): string | null {
  const first = lines[0];
  if (first === undefined) return null;
  if (lines.every((line) => TEST_LINE.test(line))) return first.trim().slice(0, 120);
  const code = lines.filter((line) => CODE_LINE.test(line)).length;
  if (code < lines.length * 0.5) return null;
  const reports = lines.some(
    (line) =>
      STACK_LINE.test(line) ||
      LEVEL_ERROR.test(line) ||
      /^\s*[\w.]{1,80}(?:Error|Exception)\(/.test(line) ||
      /^\s*["']?(?:error|message)["']?\s*:/.test(line),
  );
  return reports ? null : first.trim().slice(0, 120);
}
