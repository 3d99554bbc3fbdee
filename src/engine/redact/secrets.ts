/** Keys and tokens: by the field that carries them, by their form, and in addresses. */
import { cue, cued, has, type Cues } from '../cues.js';
import { providers } from '../providers/list.js';
import { findClosing } from './quotes.js';

const KEY = '[redacted key]';

/** How much of a quoted secret is looked through; a 4096-bit private key in PEM has 3.3 k characters. */
const LONGEST_SECRET = 8192;

/** Fields whose value is a secret whatever it looks like. */
const SECRET_FIELDS = [
  'authorization',
  'passw(?:or)?d',
  '(?:client|app)[_-]?secret',
  'secret[_-]?(?:access[_-]?)?key',
  'private[_-]?key',
].join('|');
/** Fields whose name stands in error texts too (`api key: expired`): their value is taken where it looks like a secret. */
const KEY_FIELDS = [
  '(?:access|refresh|id|session|security|auth|bearer|api)[_-]?token',
  'api[_ -]?key',
  'subscription[_-]?key',
  'access[_-]?key(?:[_-]?id)?',
  'x-amz-(?:signature|credential)',
].join('|');
const field = cued(
  new RegExp(
    String.raw`(?:(${SECRET_FIELDS})|(cookie)|(?:${KEY_FIELDS}))(?: provided| given| used)?(\\{0,31}["'\`])?\s{0,8}(=>|[:=,]|%3[ad])\s{0,8}(?:(\\{0,31})(["'\`]))?`,
    'gi',
  ),
  // One of these is in each name.
  'authorization|passw|secret|private|cookie|access_token|access-token|accesstoken|refresh_token|refresh-token|refreshtoken',
  'id_token|id-token|idtoken|session_token|session-token|sessiontoken|security_token|security-token|securitytoken',
  'auth_token|auth-token|authtoken|bearer_token|bearer-token|bearertoken|api_token|api-token|apitoken',
  'api_key|api-key|api key|apikey|subscription|access_key|access-key|accesskey|x-amz-',
);
const scheme = /(?:bearer|basic|token|key|digest|negotiate)(?:\s{1,8}|%20)/iy;
/** Cookies and signed AWS headers are lists of parts up to the end of the line. */
const restOfLine = /[^\r\n"'`\\]+/y;
const bareValue = /[^\s"'`\\,;&<>()[\]{}]+/y;

/** `Authorization: …`, `"x-api-key": "…"`, `api_key='…'`, `OPENROUTER_API_KEY=…`, `Incorrect API key provided: …`. */
export function redactFields(text: string, cues: Cues): string {
  if (!has(cues, field.cue)) return text;
  const { pattern } = field;
  let kept = '';
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, secretField, cookie, nameQuote, separator = '', escapes = '', quote] = match;
    // A header as a pair of a flat list: `"x-api-key","…"`. Without quotes a comma separates words of a sentence.
    if (separator === ',' && (nameQuote === undefined || quote === undefined)) continue;
    scheme.lastIndex = pattern.lastIndex;
    const start = scheme.test(text) ? scheme.lastIndex : pattern.lastIndex;
    const end =
      quote === undefined
        ? endOfBare(text, start, cookie !== undefined)
        : findClosing(text, start, { quote, escapes: escapes.length }, Math.min(text.length, start + LONGEST_SECRET), true).end;
    const value = text.slice(start, end);
    const named =
      separator !== ',' && (cookie !== undefined || (secretField !== undefined && (quote !== undefined || separator === '=')));
    if (!(named ? isGiven(value) : looksSecret(value))) continue;
    kept += text.slice(done, start) + KEY;
    done = end;
    pattern.lastIndex = end;
  }
  return done === 0 ? text : kept + text.slice(done);
}

function endOfBare(text: string, start: number, isList: boolean): number {
  const pattern = isList || text.startsWith('AWS4-', start) ? restOfLine : bareValue;
  pattern.lastIndex = start;
  if (!pattern.test(text)) return start;
  let end = pattern.lastIndex;
  while (end > start && '.:!?'.includes(text.charAt(end - 1)) && text[end - 2] !== '.') end -= 1;
  return end;
}

/** Words that stand where a secret would, and tell that there is none: the classifier needs them. */
const placeholders = new Set(['null', 'none', 'undefined', 'nil', 'true', 'false', 'missing', 'empty', 'required']);

function isGiven(value: string): boolean {
  return value.length > 2 && !value.startsWith('[') && (value.length > 9 || !placeholders.has(value.toLowerCase()));
}

const MASK = /\*{2}|\.{3}|…|•/;

/** What a word of a sentence, a placeholder or an address does not look like: masked, or letters mixed with digits or cases. */
function looksSecret(value: string): boolean {
  if (value.startsWith('AWS4-')) return true;
  if (value.length < 6 || value.startsWith('[') || value.startsWith('http') || /\s/.test(value)) return false;
  if (MASK.test(value)) return true;
  if (value.length < 8) return false;
  if (/[0-9]/.test(value)) return /[A-Za-z]/.test(value);
  if (value.length >= 64) return true;
  return value.length >= 16 && /[a-z]/.test(value) && (/[A-Z]/.test(value) || value.length >= 32);
}

/** Forms that no provider file names: GitHub's and Google's tokens, AWS key ids. */
const GENERIC_PREFIXES = [
  'sk-',
  'AIza',
  'AKIA',
  'ASIA',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'ya29.',
  'GOCSPX-',
];
const longestFirst = (a: string, b: string): number => b.length - a.length;
const prefixes = [...new Set([...GENERIC_PREFIXES, ...providers.flatMap(({ keyPrefixes }) => keyPrefixes)])].sort(longestFirst);
const escapeForRegExp = (literal: string): string => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** A key does not begin inside of a word; the `n` of an escaped line feed is none. A masked body has runs of dots or stars. */
const keyForm = cued(
  new RegExp(
    String.raw`(?<=^|[^A-Za-z0-9]|\\[nrt])(${prefixes.map(escapeForRegExp).join('|')})((?:[A-Za-z0-9_*•…/+=-]|\.(?=\.)|(?<=\.)\.)*)`,
    'g',
  ),
  ...prefixes.map((prefix) => prefix.toLowerCase()),
);

/** Keys by their form, also the masked ones that error texts quote (`sk-ab***xyz`). */
export function redactKeys(text: string, cues: Cues): string {
  if (!has(cues, keyForm.cue)) return text;
  return text.replace(keyForm.pattern, (whole, prefix: string, body: string) => (isKeyBody(prefix, body) ? KEY : whole));
}

function isKeyBody(prefix: string, body: string): boolean {
  if (MASK.test(body)) return /[A-Za-z0-9]/.test(body);
  if (prefix.startsWith('sk-')) return body.length >= 6 && (/[0-9A-Z]/.test(body) || body.length >= 32);
  return body.length >= 16 && /[0-9A-Z]/.test(body);
}

const bearer = cued(/([Bb](?:earer|EARER)(?:\s{1,8}|%20|\+))([A-Za-z0-9._~+/=*•…:;-]+)/g, 'bearer');
/** JSON Web Tokens, and anything else that is a JSON object in base64. */
const jsonToken = cued(/eyJ(?<=(?:^|[^A-Za-z0-9_-]|\\[nrt])eyJ)[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*){0,4}/g, 'eyj');
/** Zhipu's keys: an id and a secret with a dot between; the secret goes. */
const secretAfterId = /\.(?<=(?<![A-Za-z0-9])[0-9a-f]{32}\.)[A-Za-z0-9]{16}(?![A-Za-z0-9])/g;
/** Where the id before the dot ends at the earliest, in characters. */
const ID_LENGTH = 32;
const parameter = cued(
  /([?&](?:key|api[_-]?key|token|access_token|auth|sig|signature|x-amz-(?:signature|credential|security-token))=)[^&\s"'`\\#<>[\]]{4,}/gi,
  '?|&',
);
const PEM = cue('-----begin ');
const pemBegin = '-----BEGIN ';
const pemEnd = /-----END [A-Z ]{0,40}PRIVATE KEY-----/g;

/** `Bearer …`, JSON Web Tokens, keys in query strings, private keys. */
export function redactTokens(text: string, cues: Cues): string {
  let safe = has(cues, PEM) ? redactPem(text) : text;
  if (has(cues, bearer.cue)) safe = redactBearer(safe);
  if (has(cues, jsonToken.cue)) safe = safe.replace(jsonToken.pattern, KEY);
  if (joinsWords(safe)) safe = safe.replace(secretAfterId, `.${KEY}`);
  return has(cues, parameter.cue) ? safe.replace(parameter.pattern, `$1${KEY}`) : safe;
}

/** Whether a dot far enough from the start has no space behind it, as it has in most sentences. */
function joinsWords(text: string): boolean {
  let dot = text.indexOf('.', ID_LENGTH);
  while (dot !== -1 && text[dot + 1] === ' ') dot = text.indexOf('.', dot + 1);
  return dot !== -1 && dot + 1 < text.length;
}

function redactBearer(text: string): string {
  let kept = '';
  let done = 0;
  const { pattern } = bearer;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, before = '', token = ''] = match;
    if (!looksSecret(token)) {
      pattern.lastIndex = match.index + before.length;
      continue;
    }
    kept += text.slice(done, match.index) + before + KEY;
    done = pattern.lastIndex;
  }
  return done === 0 ? text : kept + text.slice(done);
}

function redactPem(text: string): string {
  let kept = '';
  let done = 0;
  for (let begin = text.indexOf(pemBegin); begin !== -1; begin = text.indexOf(pemBegin, begin)) {
    begin += pemBegin.length;
    const label = text.slice(begin, begin + 40);
    const labelEnd = label.indexOf('PRIVATE KEY-----');
    if (labelEnd === -1) continue;
    pemEnd.lastIndex = begin;
    const end = pemEnd.test(text) ? pemEnd.lastIndex : text.length;
    kept += text.slice(done, begin - pemBegin.length) + KEY;
    done = end;
    begin = end;
  }
  return done === 0 ? text : kept + text.slice(done);
}

/** Where a user's part in an address has ended without an `@`. */
const userinfo = /:\/\/[^\s"'`\\/?#<>@]{1,512}@/g;

/** `https://user:password@host`. */
export function redactUserinfo(text: string): string {
  return text.replace(userinfo, '://[redacted]@');
}
