/** Whole texts that tell of errors by what kind of text they are: a list of statuses, a test's report, settings, records of decisions. */
import { cued, has, type CuedPattern, type Cues } from './cues.js';

/** How a text begins in which a person, an assistant or a change's author tells of errors, by what they do. */
const OPENINGS = {
  asks: String.raw`(?:has|does|is|did|are) (?:any|some)(?:one|body)\b|(?:can|could|should|would|shall|do) (?:you|we|someone|i)\b[^\n]{0,200}\?|please (?:write|add|fix|implement|make|create|explain|review|update|handle)\b`,
  notes: String.raw`(?:todo|fixme|hack|note|nit|lgtm|tl;dr)\b|previously\b|before this|after this|currently,|steps to reproduce|(?:expected|actual|current) behaviou?r|(?:common|possible|typical|likely) (?:causes|reasons|errors|issues)|make sure\b|ensure\b|breaking changes?:|release notes|what'?s (?:new|changed)|to (?:resolve|avoid|reproduce|handle|prevent|work around|solve|debug)\b`,
  changes: String.raw`(?:updating|modified|moves?|moved|rename[sd]?|refactor(?:s|ed)?|fixe[sd]|handles?|normalizes?|detects?|parses?|preserves?|maps?|treats?|surfaces?|reports?|classif(?:y|ies)|distinguish(?:es)?|retries|simulat(?:es?|ing)|mock(?:s|ed|ing)?|skipp(?:ed|ing)|verif(?:y|ies) that|test(?:s|ed)? that|checks? that|merge|adding|fixing|removing|reverts?|bump|adjust|tweaks?|clarify|introduce|automatically retry)\s+(?!failed|error)\S|fix (?!your|the api key|it\b)[a-z${'`'}]`,
  describes: String.raw`(?:the|this|it|they|our|all|both|each|every) (?!model|requested|selected|api|request|server)[^\n.:{\x60]{0,80}\b(?:now|always|used to|instead of|so every|will be (?:retried|skipped|mapped|treated))\b|you can (?:increase|raise|set|change|use|configure|disable|enable|find|check)\b|(?:each|every) \w{2,20} (?:has|have|is|are|gets?|uses?)\b`,
  answers: String.raw`(?:closes|fixes|refs|resolves):? #?\d|(?:tip|acceptance criteria|given an?|if you (?:see|get|hit|receive))\b|same (?:problem|issue|here)\b|thanks?[!,. ](?!you for)|turned out\b|works (?:fine|for me|again)\b|the (?:root cause|issue|problem|bug|cause) (?:is|was)\b|an? \w{3,12} (?:token|key|request) triggers\b|by default\b|better error|[qa]: `,
  inChinese: String.raw`修复|新增|优化了|调整|重构|请问|为什么|怎么|如何|当(?!前|日|月|天)[^\n]{0,60}时|如果不|支持自动|该错误表示|这个错误|这是因为`,
};
const OPENS = new RegExp(String.raw`^\W{0,12}(?:${Object.values(OPENINGS).join('|')})`, 'i');

/** Words, anywhere in a text, of one who tells of errors. One pattern for all of them was tried on nearly every text, and was the slowest. */
const TELLING: readonly CuedPattern[] = [
  // What software does.
  cued(
    /\b(?:so every (?:call|request)|instead of (?:raising|throwing|failing|returning)|(?:returned|failed|fails|crash(?:ed|es)?) (?:with|on) `[^`]{1,60}`|treats? \w{1,20} as|as expected)\b/i,
    'so every|instead of|with `|on `|treat|as expected',
  ),
  // What may happen, and what the rules are.
  cued(
    /\b(?:may|might|can|could|would) (?:be (?:rate[ -]limited|throttled|rejected|blocked)|fail|time ?out|return (?:an? )?\d{3})\b/i,
    ...['may', 'might', 'can', 'could', 'would'].flatMap((may) =>
      ['be', 'fail', 'time', 'return'].map((what) => `${may} ${what}`),
    ),
  ),
  cued(
    /\b(?:are (?:rejected|blocked|limited|retried|counted)|is (?:applied|enforced|measured|counted|calculated)|can make up to|per api key|whenever|will be (?:shut down|removed|deprecated|retired|discontinued|sunset)|anyone else)\b/i,
    'are rejected|are blocked|are limited|are retried|are counted|is applied|is enforced|is measured|is counted|is calculated',
    'can make up|per api key|whenever|will be |anyone else',
  ),
  // A person of his own doings.
  cued(
    /\b(?:i keep getting|i get (?:a|an|this)|i (?:am|was|have|hit|got|see|saw|think|tried|use|can(?!'t| ?not)|reviewed|added|just|noticed|found)|my (?:guess|balance|code|expected|understanding|setup)|i'm (?!sorry|unable|afraid)\w|i've|seeing this (?:because|when|if)|you're (?:seeing|hitting|getting))\b/i,
    "i keep|i get |i am|i was|i have|i hit|i got|i see|i saw|i think|i tried|i use|i can|i reviewed|i added|i just|i noticed|i found|my |i'm|i've",
    'seeing this|re seeing|re hitting|re getting',
  ),
  // A program of its settings, a change of what was.
  cued(
    /\b(?:auto-?compact\w*|defaulting to|is ignored|(?<=, )ignored|ignoring|will be ignored|removing it|using default|code path|yesterday|last (?:week|night)|after (?:upgrading|updating)|no more \d{3}s?|fixed (?:the|by|it))\b/i,
    'compact|defaulting|ignor|removing it|using default|code path|yesterday|last week|last night|after up|no more|fixed',
  ),
  // Requests, users and errors as a kind.
  cued(
    /\b(?:request that|requests (?:that|which|larger|longer)|defaults? to|is expected:|(?:is|are) expected|if you (?:run into|exceed)|when (?:a|the) user|user sees)\b/i,
    'request that|requests that|requests which|requests larger|requests longer|default to|defaults to|is expected|are expected',
    'if you run|if you exceed|when a user|when the user|user sees',
  ),
  cued(
    /\b(?:(?:on|for|about|handle|better|clear(?:er)?|friendl(?:y|ier)) (?:rate limits|timeouts|errors|failures|messages?)|(?<!\b(?:your|higher|our|the) )(?:rate limits|timeouts|invalid api keys|exhausted quotas|failed requests)(?! (?:exceeded|reached|hit)))\b/i,
    'rate limits|timeouts| errors| failures| message|invalid api keys|exhausted quotas|failed requests',
  ),
  cued(
    /就好了|就行了|我也|已支持|时自动|换个|调大|建议将|是因为|場合は|に変更|目前可能|而是|比如|从而|以便|为了避免|是什么意思|的问题$|会自动|意味着|现在识别|已修复|不再出现/,
    '就好了|就行了|我也|已支持|时自动|换个|调大|建议将|是因为|場合は|に変更|目前可能|而是|比如|从而|以便|为了避免',
    '是什么意思|的问题|会自动|意味着|现在识别|已修复|不再出现',
  ),
];

/** The first of such words; null where there are none. */
function findTelling(head: string, cues: Cues): string | null {
  let first: RegExpExecArray | null = null;
  for (const { pattern, cue } of TELLING) {
    const found = has(cues, cue) ? pattern.exec(head) : null;
    if (found !== null && (first === null || found.index < first.index)) first = found;
  }
  return first?.[0].trim() ?? null;
}

/** `used 80% of your weekly limit`, `5% until limit`. */
const PARTLY = cued(
  /\b(?:used|at|reached|consumed) (?:about |over )?\d{1,2}% (?:of|used)\b|\b\d{1,2}% (?:left|remaining|used|until)\b/i,
  '%',
);

/** A definition, a table's cell, an assistant's turn, a search's hit, another program's message: outweighs all but an error's own object. */
const DECIDES =
  /^\W{0,6}[\w.]{3,60}\W{1,6}(?:raised|thrown|returned|occurs|happens|means|indicates|sent) (?:when|if|that|by)\b|^\W{0,6}`[\w.]{2,60}`\s?[–—:-]|<t[dr]\b[^>]{0,40}>|^[⏺●] (?:the|i|let|now|it|this|we|bash|read|grep)\b|^[\w./-]{2,80}\.(?:tsx?|jsx?|py|go|rs|java|rb|php|cs|kt|swift|c|cpp):\d{1,6}: ?(?:\d|raise|if|return|throw|const|let|await|self|case)|^>?\s?\$?\s?(?:grep|curl|cat|export|git|npm|npx|docker) |^\W{0,12}(?:MCP server|ESLint|npm warn|npm ERR|\*\*[^*\n]{0,80}\b(?:errors|issues|problems|failures|limits)\b[^*\n]{0,80}\*\*|fatal: (?:unable to access|could not read|repository)|(?:assistant|user|human|ai): |error TS\d|docker: |mock server\b)/i;

/** What speaks for a mention, with its weight. */
export function readMention(
  head: string,
  cues: Cues,
): { readonly rule: string; readonly text: string; readonly points: number } | null {
  const decides = head.includes('<html') ? null : DECIDES.exec(head);
  if (decides) return { rule: 'quiet/document', text: decides[0].trim().slice(0, 120), points: 7 };
  const opens = OPENS.exec(head);
  if (opens) return { rule: 'quiet/comment', text: opens[0].trim().slice(0, 120), points: 4 };
  const part = has(cues, PARTLY.cue) ? PARTLY.pattern.exec(head) : null;
  if (part) return { rule: 'quiet/not-yet', text: part[0], points: 4 };
  const told = findTelling(head, cues);
  return told === null ? null : { rule: 'quiet/explanation', text: told, points: 3 };
}

/** `401 - Invalid Authentication`, `| 429 | Rate limit`, `- 5xx: retry`, `HTTP 503: overloaded`. */
const STATUS_LINE = /^[\s|>*•-]{0,8}(?:HTTP |\*\*|`|Error )?([1-5](?:\d\d|xx))\b\W{0,4}(?:[-–—:：|,(\t→]|[A-Z])/;
const TESTED =
  /^[\s|>*•-]{0,8}(?:✅|✓|✔|√|☑|\[[x ]\]|PASS(?:ED)?\b|--- PASS|=== RUN|test \S{1,120} \.\.\. ok|running \d{1,6} tests?|ok \d|\d+ passed\b|#{1,4} )|\bPASSED\b/;
/** `max_retries: 3`, `rate_limit_rpm = 60`, `"rateLimit": { "requestsPerMinute": 60`: values that are numbers, switches and lists. */
const SETTING =
  /^[\s{]*["']?(?!\w{0,12}(?:code|status|error|choices|candidates))[\w.-]{2,50}["']?\s?[:=]\s?(?:["']?\d[\w.%]{0,10}["']?|true|false|null|\[[^\]{}]{1,300}\]|\{[^{}"]{0,10}(?:"[\w.-]{1,50}": ?(?:\d{1,12}|true|false|null)[,\s]{0,4}){1,10}\}?)[,;\s}]*$/;
/** A line of a settings file; an error's own fields are called otherwise. */
const YAML =
  /^\s*(?:- )?(?!error|err|message|msg|detail|status|code|reason|type|title|name|id|body|cause)[a-z][\w.-]{1,50}:(?:\s[\w./:@[\], -]{1,60})?$/;
/** `decision=rotate reason=rate_limit provider=…`: a record of what was decided. */
const PAIR = /(?:^|\s)([a-z][\w.]{1,30})=\S/gi;
const FAILS = /^(?:err|error|exception|failure|status|msg|message|stderr|providerid|modelid)/i;

const SOLUTION = /^(?:\W{0,4}Solution\W{0,4}:|\s{0,4}(?:\*\*|#{1,4} )(?:Fix|Workaround|Mitigation|Resolution)\b)/i;

/** Whether lines tell of several statuses, or of two and hardly of anything else. */
function listsStatuses(lines: readonly string[]): boolean {
  const statuses = new Set<string>();
  for (const line of lines) {
    const status = STATUS_LINE.exec(line)?.[1];
    if (status !== undefined) statuses.add(status);
  }
  if (statuses.size !== 2) return statuses.size > 2;
  return lines.every((line) => STATUS_LINE.test(line) || /^(?:[\s|:-]+|[A-Za-z ]{3,40})$/.test(line));
}

/** Why a text as a whole is a document, a report of tests, settings or a decision, or null. `weak` where its words prove little. */
export function readWholeText(lines: readonly string[], weak: boolean): { readonly rule: string; readonly text: string } | null {
  const first = (lines[0] ?? '').trim().slice(0, 120);
  if (lines.length > 40) return null;
  if (lines.length > 1 && listsStatuses(lines)) return { rule: 'quiet/document', text: first };
  if (lines.length > 0 && lines.every((line) => TESTED.test(line))) return { rule: 'quiet/code', text: first };
  if (lines.some((line) => SOLUTION.test(line))) return { rule: 'quiet/document', text: first };
  if (lines.length > 0 && lines.every((line) => SETTING.test(line))) return { rule: 'quiet/settings', text: first };
  if (!weak) return null;
  if (lines.length > 1 && lines.every((line) => YAML.test(line))) return { rule: 'quiet/settings', text: first };
  if (lines.length !== 1) return null;
  let pairs = 0;
  for (const [, name = ''] of (lines[0] ?? '').slice(0, 2_000).matchAll(PAIR)) {
    if (FAILS.test(name)) return null;
    pairs += 1;
  }
  return pairs > 1 ? { rule: 'quiet/decision', text: first } : null;
}
