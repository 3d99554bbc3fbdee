/** The id under which the provider or gateway knows the failed request. */
import { cue, cueOf, has } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import type { Node, Piece } from './peel.js';
import type { Provider } from './providers/provider.js';

const FIELDS = ['requestid', 'xrequestid', 'reqid', 'generationid', 'errorid', 'traceid'];
const HAS_ID = fieldGroup(...FIELDS);
const HEADERS = ['x-request-id', 'request-id', 'x-amzn-requestid', 'apim-request-id', 'x-ms-request-id', 'cf-ray'];
const IN_TEXT =
  /(?:\b(?:(?:gh |copilot |client |upstream )?request[ _-]?id|req[_-]id|error id|(?:trace|correlation)[ _-]?id|error l[Dd]|req_?id|log ?id|generation id)|(?:请求|日志) ?id)["'*`]{0,3}\s{0,3}(?:is |for failed request[:=] ?|[:=：] ?)?["'*`]{0,3}\s?([A-Za-z0-9][\w:.-]{5,80})/i;
/** What `IN_TEXT` begins with. */
const ID = cue(
  'request id|request_id|request-id|requestid|req_id|req-id|error id',
  'logid|log id|generation id|请求id|请求 id|日志id|日志 id',
  'trace id|trace_id|trace-id|traceid|correlation|reqid|error ld',
);
const BEGINS_COLUMN = cueOf(['| ']);
const BEGINS_OWN = cue('req_|gen-');
/** Anthropic's and OpenRouter's, which their form tells. */
const OWN = /\b(?:req_[A-Za-z0-9_]{8,60}|gen-\d{10}-\w{8,40})/;

/** A column of the logs of One API and its descendants: `| 20250330032002025989500747632568 |`. */
const COLUMN = /\| (\d{20,40}[A-Za-z0-9]{0,12}) \|/;
/** Headers that a tool logged beside the body. */
const LOGGED = ['xrequestid', 'requestid', 'xvercelid', 'xamznrequestid', 'apimrequestid', 'xmsrequestid', 'cfray'];
const HAS_LOGGED = fieldGroup(...LOGGED);

const HUMP = /[a-z](?=[A-Z])/;

function clean(id: string): string | null {
  const bare = id.replace(/[.:,]+$/, '');
  // A word is no id: it has no digits, and is no longer mixture of small letters and capitals.
  const drawn = /\d/.test(bare) || (bare.length >= 20 && bare.slice(0, 80).split(HUMP).length > 3);
  return drawn && bare.length >= 6 && !bare.includes('***') ? bare : null;
}

/** `known` are those whose own headers may be there. */
export function readRequestId(
  pieces: readonly Piece[],
  nodes: readonly Node[],
  headers: ReadonlyMap<string, string>,
  known: readonly Provider[],
): string | null {
  let best: { id: string; depth: number } | null = null;
  for (const node of nodes) {
    if (!node.structured || !hasSome(node, HAS_ID)) continue;
    for (const field of FIELDS) {
      const value = node.fields.get(field);
      const id = typeof value === 'string' ? clean(value) : null;
      if (id !== null && (best === null || node.depth > best.depth)) best = { id, depth: node.depth };
    }
  }
  if (best) return best.id;
  for (const piece of pieces) {
    if (!has(piece.cues, ID)) continue;
    const found = IN_TEXT.exec(piece.text)?.[1];
    const id = found === undefined ? null : clean(found);
    if (id !== null) return id;
  }
  for (const piece of pieces) {
    const found = has(piece.cues, BEGINS_COLUMN) ? COLUMN.exec(piece.text)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  for (const piece of pieces) {
    const found = has(piece.cues, BEGINS_OWN) ? OWN.exec(piece.text) : null;
    if (found) return found[0];
  }
  for (const node of nodes) {
    if (!node.structured || !hasSome(node, HAS_LOGGED)) continue;
    for (const field of LOGGED) {
      const value = node.fields.get(field);
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  if (headers.size === 0) return null;
  for (const name of [...known.flatMap((provider) => provider.headers.requestId), ...HEADERS]) {
    const value = headers.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return null;
}
