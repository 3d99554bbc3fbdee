/**
 * How much a text tells instead of reports: by the words that join, limit and compare, which sentences about errors are full of and
 * an error's own sentence, short and addressed to its reader, has hardly any of.
 *
 * Each class of words counts once, however many of its words there are. Of the failures in the wild one in eighty has four classes,
 * of the sentences in documents, comments and changes' descriptions every third.
 */
import { compileForms, type FindForms } from './forms.js';

/** Forms, several to a string, with `|` between them. */
const CLASSES: readonly (readonly string[])[] = [
  // When, and how often.
  [
    'once$|already$|still$|now$|never$|always$|usually$|eventually$|previously$|yet$|only$|just$|even$|reliably$|correctly$|often$',
    '没来得及|不再|此前|始终|已经|永不|总是|连续|才会|仅在|只有',
  ],
  // Why, and against what.
  [
    'so$|because$|whether$|instead$|rather$|otherwise$|unless$|although$|though$|whereas$|while$|not the $|but$|however$',
    '而不是|无需|从而|因为|所以|改为|避免|但不|即使|否则|导致',
  ],
  [
    'every$|each$|both$|several$|multiple$|some$|single$|same$|other$|its$|their$|own$|most$',
    '每个|多个|所有|以及|或者|其他|另一个|既有|同一',
  ],
  ['should$|would$|must$|might$|could$|can$|cannot be$', '会被|可能在|也可能|可以|不会|应该|必须|需要'],
  ['that$|which$|whose$|these$|those$', '该字段|这种|此类|这个|本身|就是'],
  ['via$|into$|against$|across$|through$|behind$|by$|without$|onto$|beyond$', '通过|对应|绕过|适合|用于|按照|根据'],
  [
    'returns$|handles$|treats$|surfaces$|surfaced$|propagate|classif|retries$|raises$|throws$|ensure|prevents$|avoids$|resolves$',
    'emits$|marks$|keeps$|sends$|carries$|answers$|detects$|clears$|maps$|mapped$|matches$|fires$|wraps$|parses$|drops$|skips$',
    'rotates$|expects$|reports$|converts$|rejects$|refuses$|falls$|catches$|introduce|simulate|explore$|verif|pins$|stays$',
    '判断|处理|捕获|识别|透传|沿用|区分|硬编码|抛出|校验|返回|保留|切到|切换到|展示|记录|记为|包括|接受',
  ],
  [
    'logic$|behavior|behaviour|pipeline|backoff|payload|wrapper|handler|helper|caller|test$|tests$|regression|backend|frontend|ui$',
    'branch$|docs$|snapshot|metric|loop$|implementation|feature|middleware|classification|heuristic|workaround|codebase|callback',
    '逻辑|场景|回归|旧数据|字段|死循环|兼容|兜底|轮询|方案|文档',
  ],
  ['when$|as$|before$|after$|until$|where$|during$|then$', '的时候|之前|之后|时，|时会|时切|时的|时让'],
  ['e.g. |i.e. |etc$|for example|such as|like$|—|–', '例如|比如|——'],
];

/** Who reports speaks to a reader, and says what to do; each class of such words makes up for one that tells. */
const ADDRESS: readonly (readonly string[])[] = [
  ["your$|you$|you've|you're|您|你"],
  ['please$|sorry$|apolog|请'],
  ['contact$|visit$|https://|see our|support$|help center|联系'],
  ['try$|retry your|retry after|wait$|稍后|重试'],
  ['enable it|reduce|upgrade|check your|provide a|shorten|verify your|use a |change the|select a'],
];

/** In characters: what is shorter has no room for a narrator's sentence. */
const SHORTEST = 30;

/** In characters: what is longer is a log, or a document whose first part tells enough. */
const SEARCHED = 1_600;

let compiled: FindForms<number> | null = null;

/** A report's first words: an exception, a label, a record's time or level, a page. */
const REPORTS =
  /^\s*\{|^\W{0,12}(?:(?:[\w$]{1,40}\.){0,5}\w{0,50}(?:Error|Exception|Timeout)\b|(?:exception|error|unexpected|unable|could not|couldn't|cannot|failed|request failed)\b|\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|(?:error|info|warn(?:ing)?|debug)\b)|<(?:html|style|head|body|!doctype)\b/i;

/** Of how many classes of telling words there are more than of addressing ones; 0 where the text begins as a report. */
export function countNarration(text: string): number {
  const head = text.length > SEARCHED ? text.slice(0, SEARCHED) : text;
  if (head.length < SHORTEST || REPORTS.test(head)) return 0;
  compiled ??= compileForms(
    [...CLASSES, ...ADDRESS].map((strings, index) => [index, strings.flatMap((each) => each.split('|'))] as const),
  );
  let bits = 0;
  for (const { of } of compiled(head.toLowerCase())) bits |= 1 << of;
  let count = 0;
  for (let index = 0; bits !== 0; index += 1, bits >>>= 1) if (bits % 2 === 1) count += index < CLASSES.length ? 1 : -1;
  return count;
}
