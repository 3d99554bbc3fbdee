/** The request-target of a request → whom it is for. What could mean one thing here and another at an upstream is refused. */

export type Address =
  | {
      /** `/-/health`: the endpoint's own. */
      readonly kind: 'own';
      readonly path: string;
      readonly query: string;
      readonly token: string | null;
    }
  | {
      readonly kind: 'upstream';
      /** The first segment, not looked up yet. */
      readonly name: string;
      /** Below it, with its leading slash, or empty. */
      readonly path: string;
      /** With its question mark, or empty. */
      readonly query: string;
      /** From the first segment: `/~TOKEN/…`. */
      readonly token: string | null;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** Decoded at most so often: `%252e` is a dot to a server that decodes twice. */
const DECODINGS = 3;

export function parseAddress(target: string): Address {
  if (!target.startsWith('/')) return refuse('the request-target must be a path: a proxy is not what this is');
  if (!/^[\x21-\x7e]*$/.test(target)) return refuse('the request-target holds characters that belong encoded');
  if (target.includes('#')) return refuse('the request-target holds a fragment');
  const mark = target.indexOf('?');
  const whole = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark);
  const why = findTrick(whole);
  if (why !== null) return refuse(why);
  const borne = whole.startsWith('/~') ? takeSegment(whole) : null;
  const token = borne === null ? null : borne.segment.slice(1);
  const { segment: name, rest: path } = takeSegment(borne === null ? whole : borne.rest || '/');
  if (name === '') return refuse('the path must begin with the name of an upstream: /openrouter/api/v1/chat/completions');
  return name === '-' ? { kind: 'own', path, query, token } : { kind: 'upstream', name, path, query, token };
}

/** `/a/b/c` → `a` and `/b/c`. */
function takeSegment(path: string): { segment: string; rest: string } {
  const slash = path.indexOf('/', 1);
  return slash === -1 ? { segment: path.slice(1), rest: '' } : { segment: path.slice(1, slash), rest: path.slice(slash) };
}

/** An encoded slash alone is none: model ids hold slashes (`/v1/models/openai%2Fgpt-5`). */
function findTrick(path: string): string | null {
  let text = path;
  for (let round = 0; ; round++) {
    if (text.includes('\\')) return 'the path holds a backslash';
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    if (/[\x00-\x1f\x7f]/.test(text)) return 'the path holds control characters';
    if (text.includes('//')) return 'the path holds an empty segment ("//")';
    if (/\/\.\.?(?:\/|$)/.test(text)) return 'the path holds a dot segment ("..")';
    if (!text.includes('%')) return null;
    if (round === DECODINGS) return 'the path is encoded several times over';
    const decoded = decode(text);
    if (decoded === null) return round === 0 ? 'the path is not encoded as URLs are' : null;
    text = decoded;
  }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function refuse(why: string): Address {
  return { kind: 'refused', why };
}
