/** The HTTP status of the root cause: the innermost that an object states, else what the text says, else what travelled beside it. */
import { cueOf, has } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import type { Category } from './model.js';
import { HEADER, type Node, type Piece } from './peel.js';
import { Strength } from './wordings/wording.js';
import type { Reading } from './wrappers/wrapper.js';
import type { Loose } from './looseJson.js';

const FIELDS = [
  'status',
  'statuscode',
  'httpstatus',
  'httpstatuscode',
  'upstreamstatus',
  'apierrorstatus',
  'errorstatus',
  'laststatus',
  'httpcode',
  'code',
  'errorcode',
  'responsecode',
  'type',
];
const HAS_STATUS = fieldGroup(...FIELDS);

export function isStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 400 && value < 600;
}

/** A field's value as a failure's status, or null. */
export function toStatus(value: Loose | undefined): number | null {
  if (typeof value === 'number') return isStatus(value) ? value : null;
  if (typeof value !== 'string') return null;
  const digits = /^(?:HTTP )?(\d{3})(?: |$)/.exec(value)?.[1];
  return digits !== undefined && isStatus(Number(digits)) ? Number(digits) : null;
}

function statusOfNode(node: Node): number | null {
  if (!hasSome(node, HAS_STATUS)) return null;
  for (const field of FIELDS) {
    const status = toStatus(node.fields.get(field));
    if (status !== null) return status;
  }
  return null;
}

const REASONS =
  'Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Request Timeout|Conflict|Gone|Precondition Failed|Payload Too Large|Request Entity Too Large|Content Too Large|Unprocessable|Failed Dependency|Too Many Requests|Unavailable For Legal|Internal Server|Internal Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Service Temporarily|Gateway Time|Overloaded|Deadline|Quota exceeded|Server Error|Client Error|Provider returned|Rate limit|Resource|Web server';
const NAMED = new RegExp(String.raw`\b([45]\d\d)[ :]{1,3}(?:${REASONS})`, 'i');
const LABELLED =
  /(?:(?:\b|[a-z])(?:Error|Exception)|\b(?:(?:status|response)(?:[ _]?code)?(?: does not indicate success:)?|http(?:\/[\d.]{1,3})?(?:[ _](?:error|status|code))?|error[ _]code|api error|apierror|capierror|returned|rejected|responded with|server error|request|upstream|status from server:,|code|http exception|httpexception|error|failed|failure)|错误|状态码|状态错误)["']{0,2}(?: ?[:=·[(_-]{0,2} ?| is | of | with )[["'(]{0,2}([45]\d\d)(?!\d|\.\d|[\w-]*:\d)/i;
const LEADING =
  /^(?:\W{0,6}(?:Error: |错误: )?)?[[(]?([45]\d\d)\b(?![.,]\d| (?:tokens|requests|retries|attempts|errors|items|files|models|lines|messages|seconds|minutes|hours|days|times|events|failures|characters|ms|s)\b)/;
const RAISED =
  /(?:PermissionDenied|ResourceExhausted|NotFound|BadRequest|InvalidArgument|ServiceUnavailable|DeadlineExceeded|InternalServerError|Unauthenticated|Unauthorized|Forbidden|TooManyRequests)\W{1,6}([45]\d\d)\b/;
const BRACKETED = /\[([45]\d\d)[ \]]/;
const TRAILING =
  /(?:[\s(]|\bHTTP )([45]\d\d)(?:\)|$|: [A-Z…{"])|: ([45]\d\d) [A-Z{"'—–\u4E00-\u9FFF]|\| ?([45]\d\d) ?\||: (40[1-4]|429|50[0-4]|529) (?=[a-z]{4})(?!tokens|requests|responses|errors|retries|seconds|minutes|characters|messages|items|files|bytes|lines)/;

/** The status that a text names, or null. Only forms that name a status count: a bare number does not. */
export function statusInText(text: string): number | null {
  if (!/[45]\d\d/.test(text)) return null;
  const head = text.length > 6_000 ? `${text.slice(0, 4_000)} ${text.slice(-2_000)}` : text;
  const found =
    LEADING.exec(head) ??
    NAMED.exec(head) ??
    LABELLED.exec(head) ??
    RAISED.exec(head) ??
    BRACKETED.exec(head) ??
    TRAILING.exec(head);
  const digits = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
  return digits === undefined ? null : Number(digits);
}

/** What each failure's status begins with. */
const BEGINS_STATUS = cueOf(Array.from({ length: 20 }, (_, index) => String(40 + index)));

/** The same of a piece. */
export function statusInPiece({ text, cues }: Piece): number | null {
  return has(cues, BEGINS_STATUS) ? statusInText(text) : null;
}

/** `statuses` are those that the pieces name, `beside` the one that travelled outside of the text. */
export function readStatus(
  pieces: readonly Piece[],
  statuses: readonly (number | null)[],
  nodes: readonly Node[],
  readings: readonly Reading[],
  beside: number | null,
): number | null {
  let best: { status: number; depth: number } | null = null;
  for (const node of nodes) {
    const status = statusOfNode(node);
    if (status !== null && node.structured && (best === null || node.depth >= best.depth)) best = { status, depth: node.depth };
  }
  if (best) return best.status;
  for (const [index, piece] of pieces.entries()) {
    // The name of a parameter, whatever it is, and the value of a header.
    if (piece.key === 'param' || piece.key === HEADER) continue;
    const status = statuses[index] ?? null;
    if (status !== null && (best === null || piece.depth > best.depth)) best = { status, depth: piece.depth };
  }
  if (best) return best.status;
  for (const node of nodes) {
    const status = statusOfNode(node);
    if (status !== null) return status;
  }
  if (beside !== null && isStatus(beside)) return beside;
  const read = readings.findLast((reading) => reading.status !== undefined && isStatus(reading.status))?.status;
  return read ?? nodes.map(statusInParam).find((status) => status !== null) ?? null;
}

/** one-api and its kin write there what the provider answered with (songquanpeng/one-api:relay/controller/error.go). */
function statusInParam({ fields }: Node): number | null {
  return fields.get('code') === 'bad_response_status_code' ? toStatus(fields.get('param')) : null;
}

/** Of the server's statuses those that name a cause by themselves. */
const TELLING: ReadonlySet<number> = new Set([503, 504, 524, 529]);

/** What a status alone says, and how much that is worth; least where the words say that they know no cause. */
export function categoryOfStatus(status: number, causeless: boolean): { category: Category; strength: number } {
  const certain = Strength.type + 8;
  const likely = Strength.hint + 15;
  if (causeless && status >= 500 && !TELLING.has(status)) return { category: 'bad_gateway', strength: likely };
  const [category, strength] = MEANING.get(status) ?? [status >= 500 ? 'server_error' : 'invalid_request', 'likely'];
  return { category, strength: strength === 'certain' ? certain : likely };
}

const MEANING: ReadonlyMap<number, readonly [Category, 'certain' | 'likely']> = new Map([
  [401, ['authentication', 'certain']],
  [402, ['billing', 'certain']],
  [403, ['permission', 'likely']],
  [404, ['model_not_found', 'likely']],
  [408, ['timeout', 'certain']],
  [413, ['context_length', 'certain']],
  [429, ['rate_limit', 'certain']],
  [451, ['region_restricted', 'certain']],
  [499, ['cancelled', 'certain']],
  [502, ['bad_gateway', 'certain']],
  [503, ['overloaded', 'certain']],
  [504, ['timeout', 'certain']],
  [520, ['bad_gateway', 'certain']],
  [521, ['bad_gateway', 'certain']],
  [522, ['bad_gateway', 'certain']],
  [523, ['bad_gateway', 'certain']],
  [524, ['timeout', 'certain']],
  [525, ['bad_gateway', 'certain']],
  [526, ['bad_gateway', 'certain']],
  [529, ['overloaded', 'certain']],
]);
