/**
 * Tells a text that looks like a failure and is none: a retry notice, a counter, code being edited, a text that explains an error.
 *
 * What speaks for a report (an error object, an exception, a status, the server's voice) is weighed against what speaks for a
 * mention (a low log level, a narrator's voice, a document, counters). A false alarm costs more trust than a late one.
 */
import { cued, findCues, has, matches, type CuedPattern, type Cues } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import { readMention, readWholeText } from './mentions.js';
import type { Category, Evidence } from './model.js';
import { countNarration } from './narration.js';
import type { Node, Peeled } from './peel.js';
import { findSourceCode } from './sourceCode.js';
import { statusInText, toStatus } from './status.js';
import { findMarks, isOfWording } from './wordings/list.js';
import { Strength } from './wordings/wording.js';

export interface Finding {
  readonly category: Category;
  readonly strength: number;
  /** As it stands in the flat text. */
  readonly text: string;
}

/** A client that will try again says so; "try again" is the server's advice, and "attempt 3/3 failed" may be the last one. */
const NOTICE = cued(
  /(?<!\b(?:try|if|when|after|by|before|consider|than) )\bretrying\b(?! (?:may|might|could|does|will|the|your|this|later|it)\b)|\bretry attempt:? #?\d|\bretry #?\d{1,3} ?(?:\/|of)|\bwill (?:retry|be retried)\b|\bauto-?retry|\b(?:trying|attempting) (?:fallback|next|another)\b|\bfalling back\b|\bfail(?:ing)? ?over to\b|(?<!consider )\bswitch(?:ed|ing) to (?:fallback|model|provider|key)\b|\bbacking off\b|\b(?:waiting|sleeping) (?:for )?\d{1,6}(?:\.\d{1,6})? ?(?:ms|s|sec)|\bcooldown (?:for|until|started)|\bnext (?:attempt|retry) in \d|\brotat(?:e|ing|ed) (?:to|key|profile|account)|\breconnect(?:ing|ed)\b|\busing [\w./:-]{2,60} instead\b|\bused? backup\b|\bconnection restored\b|\bretried (?:once|twice|\d{1,2} times?) and\b|\bretry succeeded\b|\bsucceeded (?:on|after) (?:attempt|retry|\d)|正在重试|(?<!请.{0,8})秒后重试|准备重试|切换到/gi,
  'retrying|retry attempt|retry |will retry|be retried|autoretry|auto-retry|trying|attempting|falling back',
  'over to|switch|backing off|waiting|sleeping|cooldown|next |rotat|reconnect|instead|backup|restored|retried|succeeded|重试|切换到',
);
const GIVEN_UP =
  /\b(?:failed after|giving up|gave up|no more retries|last error|(?:max(?:imum)?|all) (?:retries|attempts|fallbacks)|retries exhausted|retry limit)\b|重试次数|多次/i;

/** A client that counts its attempts makes the next one, whatever it was refused for. */
const COUNTED = /\bretrying in \d{1,4} ?s(?:ec(?:ond)?s?)?\b[^\n\w]{0,12}\(attempt \d{1,2} ?(?:\/|of)/i;

/** A field of a record that tells of a failed call, whatever the record's level. */
const FAILED_FIELD = /\berr(?:or)?(?:[_.](?:message|msg))?=["']?(?!(?:null|none|nil|false|undefined|0)\b|["'\s])\S/i;
/** The same, or a request that was answered with a failure: `"POST /v1/completions HTTP/1.1" 500`, `response_code=500`. */
const FAILED_CALL =
  /"POST [^"\s]{1,300} HTTP\/[\d.]{1,3}" [45]\d\d\b|\bPOST \S{1,300} "HTTP\/[\d.]{1,3} [45]\d\d\b|\| [45]\d\d \|[^\n]{1,160}\bPOST\b|\b(?:response|status|error)_code=["']?[45]\d\d\b|\berr(?:or)?(?:[_.](?:message|msg))?=["']?(?!(?:null|none|nil|false|undefined|0)\b|["'\s])\S/i;
/** A line of a server's access log that tells of a look: for health, for a page, for what there is. No call to a model is one. */
const CHECKED =
  /^[^"\n]{0,160}"(?:(?:HEAD|OPTIONS) \S{1,300}|GET \/(?:favicon\.ico|robots\.txt|health\w{0,3}|ready\w{0,3}|live\w{0,3}|ping|metrics|status|version|docs)?(?:\?\S{0,200})?) HTTP\/[\d.]{1,3}" [1-5]\d\d\b|^[^"\n]{0,160}"GET \S{1,300} HTTP\/[\d.]{1,3}" (?:[123]\d\d|404|405)\b|\brequest: (?:(?:HEAD|OPTIONS) \S{1,200}|GET \S{1,200}) [\d.:]{3,40} (?:[123]\d\d|404)$|^\[GIN\] [^|\n]{1,60}\| (?:\d{3} \|[^\n]{1,100}\| (?:HEAD|OPTIONS)|40[45] \|[^\n]{1,100}\| GET) /;
/** One of these stands wherever `CHECKED` matches. */
const ACCESS_SIGNS = [' HTTP/', 'request: ', '[GIN] '];
/** A line of what a server counts. */
const METRIC = /^\w{1,60}_(?:total|count|sum|bucket|seconds|bytes)(?:\{[^}\n]{0,300}\})? [\d.e+]{1,20}$/;

/** A named exception or the word before a colon; a client's mark of failure. */
const EXCEPTION =
  /[a-z](?:Error|Exception|Failure|Timeout|Exhausted|Exceeded)\b['"]?\s?[\]:()]|\bException [A-Z]|\bTraceback \(most recent|\b(?:Error|ERROR|error)["']?\s?[:：](?! ?(?:0\b|null|None|false|""|\[\]|\{\}))|^[ \t]{0,20}Error\s*$|(?:错误|报错|异常|失败)[^。\n]{0,20}[:：]|\berr(?:or)?(?:_\w{1,20}|\.error)?=|\bstatus=error\b|[✘✕✖] |■ /m;
/** The rest of an object that the line before began to print: as loud as that line. */
const CONTINUES = /^(?:[\s}\])]+$|\s+['"]?[\w-]{1,60}['"]?: )/;
const STACK_LINE = /^[ \t]{0,40}(?:at\s|File "|Traceback)/m;
const LEVEL_ERROR = /\b(?:ERROR|ERRO|FATAL|CRITICAL|SEVERE|ERR)\b|\[(?:error|E)\]|\blevel=error\b|"level": ?(?:"error"|50|60)\b/;
const LEVEL_LOW = cued(
  /^(?:info|debug|trace): |\[(?:info|debug|trace|I|D|log)\]|\b(?:INFO|DEBUG|TRACE|VERBOSE)\b|\blevel=(?:info|debug|trace)\b|"level": ?(?:"(?:info|debug|trace)"|[1-3]0)\b|\.Info\b/,
  'info',
  'debug',
  'trace',
  'verbose',
  '[i]',
  '[d]',
  '[log]',
  'level',
);
const LEVEL_WARN = cued(
  /\[(?:warn|warning|W)\]|\bWARN(?:ING)?\b|\blevel=warn|"level": ?(?:"warn(?:ing)?"|40)\b/,
  'warn',
  '[w]',
  'level',
);

/** A server speaks to its caller. */
const SPEAKS = /^[^\w\u4E00-\u9FFF]{0,12}(?:[45]\d\d\b|(?:api )?error\b|your?\b|sorry\b)/i;
const ADDRESSES = cued(/\b(?:your|please|sorry)\b|请|您/i, 'your', 'please', 'sorry', '请', '您');

/** Log lines of a console or a test runner begin with a time. */
const TIME = /^\s{0,20}\[?\d{4}-\d\d-\d\d[T ][\d:.,]{5,16}Z?\]?[ \t]/;
const CODE_START =
  /^\s*(?:[>E+-]\s{2,}\S|[+-]\s*["'`|/#*]|[+-]\s?(?:const|let|def|if|return|import|throw|raise|assert)\b|@@ |diff --git|\/\/|\/\*|\*\s(?![\w.[\]]{10,120}: )|#\s?[A-Za-z]|(?:const|let|var|import|export|def|class|function|fn|pub|func|return|async|await|elif|switch|case|assert|enum|struct|interface)\b|type \w{1,40} =|[A-Z][A-Z_]{2,40} ?= ?["'\d]|curl -|if \(|else\b|for \(|while|catch|except\b|try\b|raise\b|throw\b|expect\(|it\(|describe\(|test\(|@\w{2,40}$|\}|\)|\])/;
/** Code by how its lines end, which their last sign tells of. */
const CODE_END =
  /^\s*(?:if .{1,80}[:{]$|for .{1,80}:$|[A-Z]\w{2,40},$|[\w'"]{1,40}:\s*['"\w]{1,40},$|\w{1,40}:\s*\{[^"{}]{0,200}\},$|[a-z][\w.]{1,60}\(.{0,200}\);?\s*$|[^"{]{1,200};\s*$|\|.{0,300}\|\s*$)/;
const ENDS_CODE: ReadonlySet<string> = new Set([';', ')', ',', '|', ':', '{']);
const TEST_LINE = /^\s*(?:✓|✔|√|PASS(?:ED)?\b|ok \d|\d+ passed|assert\b|expect\(|Test(?:s|ing)?\b)/;

interface Sign {
  readonly rule: string;
  readonly points: number;
  /** Without a guard where the pattern is anchored, and so costs little. */
  readonly sign: CuedPattern | RegExp;
}

/** Somebody tells of errors instead of reporting one. */
const NARRATIONS: readonly Sign[] = [
  {
    // A person's or an assistant's turn, a commit's or a review's first words.
    rule: 'quiet/comment',
    points: 4,
    sign: /^\W{0,12}(?:that's|it's|it is|when |while |i |i'll|we(?:'ve| )(?! ?(?:blocked|limited|paused|stopped)|encountered|are|were|could|couldn|can|detected|have (?:detected|blocked|limited|encountered)|had|apolog|experienc|ran into|hit an? (?:error|problem|snag)|did|received)|let me|let's|looks like|seems|closing|this (?:pr|commit|change|function|file|adds|is because|exact)|note that|now |ok(?:ay)?[,.]|great|perfect|good|yes|so |here(?:'?s| is)|merge (?:pull request|branch)|to fix|(?:add(?! (?:more )?(?:credits?|funds?|a payment))|update(?! your)|implement|improve|handle|support|detect|prevent)(?:s|ed|d)? |(?:fix|feat|docs|chore|refactor|test|perf|build|ci|style)(?:\([\w-]{1,40}\))?!?: )/i,
  },
  {
    rule: 'quiet/explanation',
    points: 3,
    sign: cued(
      /\b(?:occurs? (?:when|due|because|if)|happens? (?:when|if|because)|(?:is|are) (?:thrown|raised|returned|triggered|shown) (?:when|if|by)|(?:is|was|were) caused by|indicates? that|means? (?:that|you|the|your)|this (?:error|status|code) (?:is|means|indicates|occurs)|also known as|for example|how to (?:fix|handle|avoid|resolve)|in case of|(?:has|have) a limit of|if you (?:see|get|hit|receive|encounter)|you (?:may|might|will) (?:see|get|hit|receive|encounter)|(?:returns?|raises?|throws|responds? with|receives) (?:an? |the )?\S{1,60} (?:when|if|beyond|on|for)\b|when (?:rate limited|(?:the|any) (?:\w{1,12} )?(?:api|server|provider) (?:returns|receives)))/i,
      'occur|happen|thrown|raised|returned|triggered|shown|caused by|indicate|mean',
      'this error|this status|this code|also known as|for example|how to|in case of|a limit of',
      'if you|you may|you might|you will|return|raise|throws|respond|receives|when ',
    ),
  },
  {
    // Others than the one who reads it.
    rule: 'quiet/others',
    points: 3,
    sign: cued(
      /(?<!\b(?:to|for|only|by|from) )\b(?:user|caller|customer|developer|people|anyone|someone)s? (?:who|whose|sees?|gets?|picks?|selects?)\b|\bgets the error\b/i,
      'user|caller|customer|developer|people|anyone|someone|gets the error',
    ),
  },
  {
    // What a change does, what software is to do.
    rule: 'quiet/change',
    points: 3,
    sign: cued(
      /\b(?:avoids|ensures|prevents|adds (?:support|handling|automatic|retry)|added\b|implements?\b|implemented\b|refactor|changelog|(?<!during )handling (?:of|for)|error handling(?! (?:message|request|response|event)\b)|(?:is|are) \**(?:now|unchanged|remapped|mapped)\b|now (?:retried|handled|supports?)|should (?:show|return|be retried|retry)|will automatically retry)/i,
      'avoids|ensures|prevents|adds |added|implement|refactor|changelog|handling|now',
      'unchanged|mapped|should |will automatically',
    ),
  },
  {
    // Errors as a kind: `429s`, `408/409/5xx`, `rate limits (429) get …`.
    rule: 'quiet/kinds',
    points: 4,
    sign: cued(
      /\b[45]\d\ds\b|\b[45]\d\d(?:\/|, ?)[45]\d\d\b|\b(?:errors|limits) (?:\(\d{3}\)\s)?(?:are|get|share|should|must)\b/i,
      '0s|1s|2s|3s|4s|5s|6s|7s|8s|9s|0/|1/|2/|3/|4/|5/|6/|7/|8/|9/|0,|1,|2,|3,|4,|5,|6,|7,|8,|9,',
      'errors |limits ',
    ),
  },
  {
    rule: 'quiet/question',
    points: 4,
    sign: cued(/^\W{0,12}(?:what|why|how|when)\b[^\n]{0,200}\?\s*$/i, '?'),
  },
];

/** A text that is written as a document. */
const HEADING = /^#{1,5} (?!\W{0,6}(?:error|failed|failure|oops)\b)\S|^\W{0,6}> \*\*[^*\n]{2,20}\*\*[:：]/i;
const TABLE_HEAD = /^[\w ]{2,40}(?:[,\t][\w ]{2,40}){2,}$/;
const BULLET = /^[\s>]*(?:[-*•]|\d{1,2}[.)])\s/;
const STATUSES = /(?:^|\D)[45]\d\d\b[^\n]{0,200}\n[^\n]{0,200}?(?:^|\D)[45]\d\d\b/;
/** What goes well or is counted, and what draws near. */
const COUNTER = cued(
  /\b0 (?:errors?|failed|failures?)\b|\b(?:errors?|failed)[:=] ?0\b|\b(?:(?<!\b(?:to|not|run|complete) )success(?:ful(?:ly)?)?|succeeded|connected|(?<!\.|\b(?:not|before|until|be|was)\b[^.\n]{0,24})(?:completed(?! with)|started)|(?<!no )healthy|200 OK|finished with 200|finish reason: \[stop\])|"status":\s?(?:200|"ok")|\b\d{1,3}%(?:\||\s)|\bremaining\b(?!\W{0,4}(?:0\b|credits?|balance))/i,
  '0 error',
  '0 fail',
  ':0',
  ': 0',
  '=0',
  '= 0',
  'success',
  'succeeded',
  'connected',
  'completed',
  'started',
  'healthy',
  '200 ok',
  'with 200',
  'finish reason: [stop]',
  '"status":',
  '%',
  'remaining',
);
const NEARS = cued(
  /\b(?:approaching|nearing|left until|until auto-compact|close to (?:your|the) limit|will (?:soon )?(?:be reached|expire))\b/i,
  'approaching',
  'nearing',
  'left until',
  'until auto-compact',
  'close to',
  'be reached',
  'expire',
);

/** Nobody begins like this but to say that something did not work. */
const SORRY = /^[^\w\u4E00-\u9FFF]{0,12}(?:sorry|oops|uh[ -]oh|whoops|apologies|抱歉|很抱歉|申し訳)/i;

/** A plain statement that something went wrong, where no known words tell what. */
const SAYS_FAILED =
  /^\W{0,6}(?:no|unknown|missing|invalid|unsupported|too many)\b|\b(?:failed|failure|unable to|could ?n[o']t|cannot|can't|error occurred|an error|went wrong|not respond|aborted|(?:an|the|your|this) (?:issue|problem)|had (?:a problem|trouble)|(?:provider|api|model|llm|agent|server|stream|generation|response|request) error|error persists|un error|una? erro|um erro|erreur|fehler|errore|ошибка|не удалось|lỗi|hata|błąd)\b|\berror [a-z]{3,14}ing [^:.\n]{1,40}: |出错|失败|错误|异常|エラー|できません|오류|실패|ошибка/i;
/** Of a call to a model, not of anything else that can fail. */
const OF_A_CALL =
  /\b(?:api|llm|ai|model|provider|request|response|agent|chat|completion|stream|message|task|generat\w*|respond\w*|something|error|openai|claude|gemini|copilot|try again|retry|contact support|solicitud|requisição|versuchen|réessay\w*)\b|попробуйте|稍后|重试|再试|もう一度|再試行|リクエスト|다시|생성|生成|模型|请求|回复|调用/i;

/** Words that a report of one call has, where it says in no other way that the call failed. */
const TELLS_OF_A_CALL =
  /\brequest.?id\b|[a-z]_error:|\b(?:invalid|unauthori[sz]ed|denied|forbidden|encountered|ran into|internal error)\b/i;

/** Where a retry of the same request cannot help, a retry notice does not make the failure passing. */
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

/** What an error's own words stand in. */
const SPEAKS_OF_ERROR = fieldGroup('message', 'msg', 'detail', 'errormessage', 'errormsg', 'statusmsg', 'title');

/** An object that states an error: under `error`, or by an exception's name, or with a message beside a code or a failure's status. */
function isErrorNode(node: Node): boolean {
  const { fields, key, structured } = node;
  if (!structured) return false;
  if (fields.get('iserror') === true) return true;
  const error = fields.get('error') ?? fields.get('errors');
  if (key === 'error' || (error !== undefined && error !== null && error !== '' && error !== 0 && error !== false)) return true;
  if (toStatus(fields.get('responsecode')) !== null) return true;
  const type = fields.get('type') ?? fields.get('errortype') ?? fields.get('name');
  if (typeof type === 'string' && /(?:Error|Exception)$/.test(type)) return true;
  if (!hasSome(node, SPEAKS_OF_ERROR)) return false;
  // FastAPI's whole answer: `{"detail": "Not Found"}`.
  if (fields.size === 1 && fields.has('detail')) return true;
  const code = fields.get('code') ?? fields.get('errorcode') ?? fields.get('statuscode');
  if (code !== undefined && code !== null && code !== 0 && code !== 200 && code !== '0') return true;
  if (toStatus(fields.get('status')) !== null || toStatus(fields.get('statuscode')) !== null) return true;
  return (
    (typeof type === 'string' && (/error|exception/i.test(type) || findMarks(type.toLowerCase()).some(isOfWording))) ||
    fields.has('metadata')
  );
}

/** Why the text is no failure, or null where it is one. `head` is the raw text, bounded; `statuses` those that the pieces name; `coded` tells of a documented code, `causes` how many different ones its words name. */
export function readQuiet(
  head: string,
  peeled: Peeled,
  statuses: readonly (number | null)[],
  best: Finding | null,
  coded: boolean,
  causes: number,
): Evidence | null {
  const lines = linesOf(head);
  const strength = best?.strength ?? 0;
  const blocking = best !== null && BLOCKING.has(best.category) && strength >= 70;
  const notice = readNotice(head, peeled, best);
  if (notice !== null && (!blocking || COUNTED.test(head))) return { rule: 'quiet/retry-notice', text: notice };

  const structured = peeled.nodes.some(isErrorNode);
  const code = findSourceCode(lines) ?? (structured && strength >= 60 ? null : codeLine(lines));
  if (code !== null) return { rule: 'quiet/code', text: code };

  if (lines.length > 0 && lines.every(tellsOfALook)) return { rule: 'quiet/access-log', text: (lines[0] ?? '').trim() };

  const whole = structured ? null : readWholeText(lines, strength < 66);
  if (whole !== null) return whole;

  const status = peeled.pieces.some((piece, index) => piece.depth === 0 && (statuses[index] ?? null) !== null);
  let report = 0;
  if (structured) report += 4;
  if (coded) report += 3;
  if (status) report += 2;
  if (report >= MOST_MENTION) return null;
  const exception = EXCEPTION.test(head);
  if (exception) report += 2;
  // Words alone prove little: a document and a counter have them too.
  if (strength >= 60) report += strength >= 80 && (structured || exception || status || coded) ? 2 : 1;
  // The text's own cues, which are those of no piece, are looked for where it is still open what it is.
  const cues = cuesOf(head, peeled);
  if (matches(ADDRESSES, head, cues)) report += 1;
  if (report >= MOST_MENTION) return null;
  const errorLevel = LEVEL_ERROR.test(head);
  if (errorLevel) report += 2;
  if (SPEAKS.test(head) && !HEADING.test(head)) report += 2;
  if (lines.length > 1 && STACK_LINE.test(head)) report += 2;
  if (report >= MOST_MENTION) return null;

  const mention = new Mention(head, cues);
  const lowLevel = matches(LEVEL_LOW, head, cues);
  const loud =
    errorLevel ||
    (lowLevel && FAILED_CALL.test(head)) ||
    (lowLevel && lines.some((line) => !LEVEL_LOW.pattern.test(line) && !CONTINUES.test(line) && holds(line, best)));
  if (lowLevel && !loud) mention.weigh(LEVEL_LOW.pattern, blocking ? 2 : 3, 'quiet/log-level');
  const excused = best === null || best.category === 'invalid_request' || best.category === 'cancelled';
  if (!errorLevel && !blocking && (excused || strength < 86)) mention.weigh(LEVEL_WARN, excused ? 4 : 2, 'quiet/log-level');
  for (const { rule, points, sign } of NARRATIONS) mention.weigh(sign, points, rule);
  const told = readMention(head, cues);
  if (told !== null) mention.add(told.points, told.rule, told.text);
  mention.weigh(COUNTER, report > 1 ? 1 : 2, 'quiet/counter');
  mention.weigh(NEARS, 4, 'quiet/not-yet');
  if (lines.length > 1 && TABLE_HEAD.test(lines[0] ?? '')) mention.weigh(/[,\t]/, 5, 'quiet/table');
  if (!structured) mention.weigh(HEADING, 4, 'quiet/document');
  if (!structured && causes > 2) mention.weigh(STATUSES, 5, 'quiet/document');
  if (lines.length > 1 && !FAILED_FIELD.test(head) && lines.every((line) => BULLET.test(line)))
    mention.weigh(/\S/, 5, 'quiet/list');
  if ((mention.first === null || mention.weight < report) && !errorLevel) {
    const classes = countNarration(head) - (strength >= Strength.certain ? 1 : 0);
    const points = classes < NARRATED.length ? (NARRATED[classes] ?? 0) : LONGEST_NARRATION;
    if (points > 0) mention.add(points, 'quiet/narration', (lines[0] ?? '').trim().slice(0, 120));
  }
  if (mention.weight >= report && mention.first !== null) return mention.first;
  // A hint in a text that is about something else.
  const weak = best !== null && report === 0 && strength < 60 && best.text.length * 3 < head.length;
  if (weak && !SAYS_FAILED.test(head)) {
    const faint = strength < 40;
    const plain = !peeled.nodes.some((node) => node.structured) && !TELLS_OF_A_CALL.test(head);
    if (faint || plain) return { rule: 'quiet/no-failure', text: '' };
  }
  if (
    best === null &&
    !structured &&
    !exception &&
    !status &&
    !errorLevel &&
    !SORRY.test(head) &&
    !(SAYS_FAILED.test(head) && OF_A_CALL.test(head))
  )
    return { rule: 'quiet/no-failure', text: '' };
  return null;
}

/** What speaks for a mention: what it weighs, and the first sign of it. */
class Mention {
  weight = 0;
  first: Evidence | null = null;

  constructor(
    private readonly head: string,
    private readonly cues: Cues,
  ) {}

  add(points: number, rule: string, text: string): void {
    this.weight += points;
    this.first ??= { rule, text };
  }

  weigh(sign: CuedPattern | RegExp, points: number, rule: string): void {
    const anywhere = sign instanceof RegExp;
    if (!anywhere && !has(this.cues, sign.cue)) return;
    const found = (anywhere ? sign : sign.pattern).exec(this.head);
    if (found) this.add(points, rule, found[0].trim());
  }
}

/** By the count of narration's classes: what it speaks for a mention. */
const NARRATED: readonly number[] = [0, 0, 0, 2, 5, 6];
const LONGEST_NARRATION = 8;

function tellsOfALook(line: string): boolean {
  return METRIC.test(line) || (ACCESS_SIGNS.some((sign) => line.includes(sign)) && CHECKED.test(line));
}

/** Those that hold more than white space. */
function linesOf(head: string): string[] {
  const lines = head.includes('\n') ? head.split(head.includes('\r') ? /\r?\n/ : '\n') : [head];
  return lines.filter((line) => line.trim() !== '');
}

/** Of the text as it was seen; mostly its one piece is the same. */
function cuesOf(head: string, { pieces }: Peeled): Cues {
  const whole = pieces[0];
  return whole?.text === head ? whole.cues : findCues(head);
}

/** More than what speaks for a mention adds up to in practice. */
const MOST_MENTION = 7;

/** Whether a line holds the first words of what was found. */
function holds(line: string, best: Finding | null): boolean {
  const words = best?.text.split(' … ', 1)[0] ?? '';
  return words !== '' && line.includes(words);
}

/** A whole exception, by its name with its module, that a tool shows a person before it says below what it does next: aider's way. */
const SHOWN = /^\s{0,8}(?:[a-z_]\w{0,40}\.){1,6}[A-Z]\w{2,60}: /;

/** The last retry notice, where no failure follows it: neither given up nor a later line that reports. */
function readNotice(head: string, peeled: Peeled, best: Finding | null): string | null {
  // In an error object it is the server that says so.
  const outside = peeled.pieces.filter(({ depth, cues }) => depth <= 1 && has(cues, NOTICE.cue));
  if (outside.length === 0) return null;
  let last: RegExpExecArray | null = null;
  const { pattern } = NOTICE;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(head); found; found = pattern.exec(head)) last = found;
  if (last === null) return null;
  if (SHOWN.test(head) && head.slice(0, last.index).endsWith('\n') && !COUNTED.test(head)) return null;
  const after = head.slice(last.index + last[0].length);
  if (GIVEN_UP.test(after)) return null;
  const end = after.indexOf('\n');
  const later = end === -1 ? '' : after.slice(end + 1);
  if (later !== '' && (reports(later) || (best !== null && best.strength >= 70 && holds(later, best)))) return null;
  const said = last[0].toLowerCase();
  return outside.some(({ low }) => low.includes(said)) ? last[0] : null;
}

function reports(text: string): boolean {
  return (
    EXCEPTION.test(text) ||
    LEVEL_ERROR.test(text) ||
    STACK_LINE.test(text) ||
    statusInText(text) !== null ||
    /["']error["']/.test(text)
  );
}

/** The first line of a text that is code, a diff, a table or a test report, or null. */
function codeLine(all: readonly string[]): string | null {
  const lines = all.map((line) => (TIME.test(line) ? line.replace(TIME, '') : line));
  const first = lines[0];
  if (first === undefined) return null;
  if (lines.every((line) => TEST_LINE.test(line))) return first.trim().slice(0, 120);
  const code = lines.filter(looksLikeCode).length;
  if (lines.length === 1 ? code === 0 : code <= lines.length / 2) return null;
  const told = lines.some(
    (line) =>
      STACK_LINE.test(line) ||
      LEVEL_ERROR.test(line) ||
      /^\s*(?:raise )?[\w.]{1,80}(?:Error|Exception)(?:[(:]|\([\w.]{1,80}: )/.test(line) ||
      /^\s*["']?(?:error|message)["']?\s*:/.test(line) ||
      FAILED_FIELD.test(line),
  );
  return told ? null : first.trim().slice(0, 120);
}

function looksLikeCode(line: string): boolean {
  return CODE_START.test(line) || (ENDS_CODE.has(line.trimEnd().slice(-1)) && CODE_END.test(line));
}
