/** Who refused, and whether the same request can succeed within a minute. */
import type { Attribution } from './attribution.js';
import type { Clue } from './clue.js';
import { cue, has } from './cues.js';
import type { Category, Origin } from './model.js';
import type { Peeled } from './peel.js';

const RETRYABLE: ReadonlySet<Category> = new Set([
  'rate_limit',
  'overloaded',
  'server_error',
  'bad_gateway',
  'timeout',
  'network',
  'stream_interrupted',
]);

/** Trust is not mended by waiting. */
const NEVER = /certificate|cert_|issuer|self.signed|ssrf|private (?:ip|network)/;

/** A wait that is longer, in seconds, is no retry: the same request must be able to succeed within a minute. */
const LONGEST_WAIT = 60;

export function readRetryable(category: Category, best: Clue | null, retryAfterSeconds: number | null): boolean | null {
  if (category === 'unknown' || category === 'not_an_error') return null;
  // A gateway whose deployments cool down says when one is back.
  if (category === 'routing' && retryAfterSeconds !== null && retryAfterSeconds <= LONGEST_WAIT) return true;
  if (!RETRYABLE.has(category)) return best?.retryable ?? false;
  if (retryAfterSeconds !== null && retryAfterSeconds > LONGEST_WAIT) return false;
  if (category === 'network' && best !== null && NEVER.test(best.text.toLowerCase())) return false;
  return best?.retryable ?? true;
}

/** Words by which a gateway says that another refused. */
const PASSED_ON = cue(
  'provider returned|provider api|from provider|upstream|exception - |bad_response_status_code',
  'mapped message|model provider|上游',
);

export function readOrigin(
  category: Category,
  best: Clue | null,
  peeled: Peeled,
  { provider, gateway }: Attribution,
  status: number | null,
): Origin | null {
  if (best?.origin !== undefined) return best.origin;
  if (category === 'network') return 'network';
  if (category === 'cancelled') return 'client';
  if (category === 'routing' || category === 'bad_gateway') return 'gateway';
  if (category === 'not_an_error') return null;
  if (category === 'unknown') return provider !== null || passedOn(peeled) ? 'upstream' : null;
  if (category === 'timeout' && status === OF_CLOUDFLARE) return 'gateway';
  if (category === 'timeout' && passedOn(peeled)) return 'upstream';
  if (category === 'timeout') return TIMEOUT_STATUS.has(status) ? (provider === null ? 'gateway' : 'upstream') : null;
  if (lacksKey(category, status)) return 'gateway';
  // A gateway that names no provider and says nothing of one refused on its own account.
  const own = provider === null && OWN_ACCOUNT.has(category) && !passedOn(peeled) && (gateway !== null || isRelayed(peeled));
  return own ? 'gateway' : 'upstream';
}

/** Who refuses a key says 401: behind a server's failure it is the server itself that has none. */
function lacksKey(category: Category, status: number | null): boolean {
  return category === 'authentication' && status !== null && status >= 500;
}

/** A server said so; a client that gave up has no status. */
const TIMEOUT_STATUS: ReadonlySet<number | null> = new Set([408, 504, 524]);

/** Cloudflare's own: the server behind it did not answer in time. */
const OF_CLOUDFLARE = 524;

/** What a gateway can refuse on its own account. */
const OWN_ACCOUNT: ReadonlySet<Category> = new Set([
  'authentication',
  'billing',
  'quota_exhausted',
  'rate_limit',
  'permission',
  'model_not_found',
  'server_error',
]);

function passedOn(peeled: Peeled): boolean {
  return peeled.pieces.some((piece) => has(piece.cues, PASSED_ON));
}

/** Codex names the address that it asked: one that is no known provider's is a relay's. Others say what they are. */
function isRelayed(peeled: Peeled): boolean {
  return (
    peeled.pieces.some(({ low, cues }) => /\burl: ?https?:\/\//.test(low) || (has(cues, GATEWAY) && OF_A_GATEWAY.test(low))) ||
    peeled.nodes.some(({ fields }) => fields.get('source') === 'gateway')
  );
}

const GATEWAY = cue('gateway');
/** A gateway that nobody knows names itself: in its address, or as whose key it is. */
const OF_A_GATEWAY = /https?:\/\/[^\s"'<>]{0,80}gateway|\b(?!api)[a-z]{2,20}gateway\b/;
