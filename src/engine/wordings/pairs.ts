/**
 * What is said of what: where no known form stands in a text, a subject and a predicate near each other tell the category.
 * `Requests … throttled`, `key … expired`, `region … not supported`: providers word their refusals in ever new ways, but with these.
 */
import { compileForms, type FindForms, type FormMatch } from '../forms.js';
import type { Category } from '../model.js';

interface Pair {
  readonly category: Category;
  /** Forms, several to a string, with `|` between them. */
  readonly subjects: readonly string[];
  readonly predicates: readonly string[];
}

const PAIRS: readonly Pair[] = [
  {
    category: 'rate_limit',
    subjects: ['requests|request rate|rpm|tpm|api calls|calls|queries|concurren|rate|请求|频率|调用'],
    predicates: [
      'too many|too quickly|too fast|too frequent|throttle|slow down|per minute|/ minute|/min|per # seconds',
      'per second|rate limit|频繁|过快|过多',
    ],
  },
  {
    category: 'quota_exhausted',
    subjects: [
      'quota|allowance|usage|plan|monthly|daily|weekly|free trial|free tier|free plan|premium requests',
      'fast requests|session|额度|配额|套餐|次数',
    ],
    predicates: [
      'exceeded|reached|exhausted|used up|used all|run out|ran out|depleted|hit your|hit the|no more|用完|用尽|耗尽',
      '已达|上限',
    ],
  },
  {
    category: 'billing',
    subjects: ['balance|credit|payment|invoice|funds|wallet|billing|余额|账户|账单'],
    predicates: [
      'insufficient|not enough|negative|outstanding|past due|overdue|required|purchase|depleted|exhausted',
      'too low|pay your|recharge|top up|expired|declined|不足|充值|欠',
    ],
  },
  {
    category: 'authentication',
    subjects: [
      'api key|apikey|api-key|api_key|key$|token$|credential|jwt|authenticat|login|oauth|secret|auth|密钥|令牌|鉴权',
      '认证|登录',
    ],
    predicates: [
      'invalid|missing|expired|revoked|incorrect|wrong|not set|not found|is required|malformed|rejected',
      'is empty|failed|failure|could not|cannot|unable|not provided|not configured|no valid|无效|错误|过期|失败|缺少|不正确',
    ],
  },
  {
    category: 'permission',
    subjects: [
      'access|permission|authorized|administrator|admin|subscription|role|organization|account|user|license|权限',
      '授权',
    ],
    predicates: [
      'denied|restricted|not allowed|not permitted|requires a|not authorized|is disabled|suspended|banned',
      "flagged|contact your|do not have|don't have|does not have|not enabled|not granted|lacks|申请|未开|没有|禁止",
    ],
  },
  {
    category: 'region_restricted',
    subjects: ['region|country|location|territory|地区|国家|区域'],
    predicates: [
      "not available|not supported|unavailable|unsupported|restricted|blocked|not allowed|isn't available",
      "isn't supported|不可用|不支持|限制",
    ],
  },
  {
    category: 'model_not_found',
    subjects: ['model|deployment|engine|模型'],
    predicates: [
      "not found|not exist|doesn't exist|unknown|unsupported|not supported|not available|no model|deprecated",
      'retired|removed|decommissioned|unrecognized|not recognized|discontinued|invalid|不存在|下线|不支持|未找到',
    ],
  },
  {
    category: 'routing',
    subjects: ['provider|channel|endpoint|deployment|upstream|accounts|candidate|backend|route|routing|渠道|通道|节点'],
    predicates: [
      'no provider|no channel|no endpoint|no deployment|no upstream|no account|no candidate|no backend|no route',
      'filtered out|none of|no suitable|no eligible|no matching|no available|无可用|没有可用',
    ],
  },
  {
    category: 'context_length',
    subjects: [
      'context|tokens|token count|prompt|input|message|conversation|length|character|request size|payload|上下文',
      '长度|输入|内容',
    ],
    predicates: [
      'too long|too large|too big|exceed|larger than|longer than|greater than|more than max|more than the max',
      'maximum allowed|over the limit|> limit|> #|out of room|max #|过长|超过|超出|太长',
    ],
  },
  {
    category: 'content_filter',
    subjects: ['content|prompt|response|output|input|image|request|内容|输入|输出'],
    predicates: [
      'flagged|blocked|filtered|violat|inappropriate|harmful|unsafe|sensitive|safety|moderat|敏感|违规|违反|不安全|屏蔽',
    ],
  },
  {
    category: 'invalid_request',
    subjects: [
      'parameter|field|schema|argument|property|tool|function|role|messages|image|format|body|json|request',
      'value|type|streaming|参数|字段|格式',
    ],
    predicates: [
      'invalid|missing|required|unsupported|not supported|only supported|unknown|unexpected field|unexpected value|unexpected argument|unexpected key|unexpected role|unexpected type|must|malformed',
      'expected|not allowed|not enabled|improperly|should|cannot|无效|错误|有误|缺少|不支持|不能',
    ],
  },
  {
    category: 'overloaded',
    subjects: ['model|server|service|engine|system|provider|capacity|cluster|服务|模型|系统'],
    predicates: [
      'busy|overload|unavailable|at capacity|no capacity|capacity exceeded|capacity problems|high demand',
      'high load|temporarily unable|maintenance|not ready|loading|繁忙|过载|维护|不可用',
    ],
  },
  {
    category: 'server_error',
    subjects: ['server |internal |服务器|内部|系统'],
    predicates: ['error|failed|failure|exception|crashed|died|错误|异常|故障'],
  },
  {
    category: 'stream_interrupted',
    subjects: ['stream|response|chunk|json|completion|reply|sse|响应|流'],
    predicates: [
      'ended|closed|interrupted|incomplete|malformed|premature|truncated|empty|unparsable|missing [done]|broke',
      'aborted|disconnected|invalid character|cut off|dropped|no content|中断|为空|不完整',
    ],
  },
  {
    category: 'network',
    subjects: ['connection|connect|dns|socket|tls|ssl|certificate|proxy|network|网络|连接|代理'],
    predicates: [
      'refused|reset|failed|unreachable|closed|unknown|lost|error|unable|could not|cannot|not trusted|失败|中断|异常',
      '拒绝',
    ],
  },
  {
    category: 'cancelled',
    subjects: ['request|operation|task|turn|user|generation|stream|cancel'],
    predicates: ['cancelled|canceled|aborted by|was aborted|stopped by'],
  },
];

/** How far a subject may stand from its predicate, in characters. */
const REACH = 90;

interface Word {
  readonly pair: number;
  readonly predicate: boolean;
}

export interface PairMatch {
  readonly category: Category;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

interface Closest {
  readonly pair: number;
  distance: number;
  start: number;
  end: number;
}

function formsIn(strings: readonly string[]): string[] {
  return strings.flatMap((each) => each.split('|'));
}

let compiled: FindForms<Word> | null = null;

/** The closest pair of each category, closest first. The text is flat and in lower case. */
export function findPairs(low: string): PairMatch[] {
  compiled ??= compileForms<Word>(
    PAIRS.flatMap(({ subjects, predicates }, pair) => [
      [{ pair, predicate: false }, formsIn(subjects)] as [Word, readonly string[]],
      [{ pair, predicate: true }, formsIn(predicates)] as [Word, readonly string[]],
    ]),
  );
  const closest: Closest[] = [];
  // By pair: where its last subject and its last predicate stand.
  const subjects: FormMatch<Word>[] = [];
  const predicates: FormMatch<Word>[] = [];
  for (const match of compiled(low)) {
    const { start, end, of: word } = match;
    const other = (word.predicate ? subjects : predicates)[word.pair];
    (word.predicate ? predicates : subjects)[word.pair] = match;
    if (!other || start < other.end || start - other.end > REACH) continue;
    const distance = start - other.end;
    // One name, such as a type's: `invalid_request_error`.
    if (distance === 1 && low[other.end] === '_') continue;
    const best = closest.find(({ pair }) => pair === word.pair);
    if (!best) closest.push({ pair: word.pair, distance, start: other.start, end });
    else if (distance < best.distance) Object.assign(best, { distance, start: other.start, end });
  }
  return closest
    .sort((a, b) => a.distance - b.distance)
    .flatMap(({ pair, start, end }) => {
      const category = PAIRS[pair]?.category;
      return category === undefined ? [] : [{ category, start, end }];
    });
}
