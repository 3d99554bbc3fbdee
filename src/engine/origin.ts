/** Who refused, and whether the same request can succeed within a minute. */
import type { Attribution } from './attribution.js';
import type { Clue } from './classify.js';
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
  if (!RETRYABLE.has(category)) return best?.retryable ?? false;
  if (retryAfterSeconds !== null && retryAfterSeconds > LONGEST_WAIT) return false;
  if (category === 'network' && best !== null && NEVER.test(best.text.toLowerCase())) return false;
  return best?.retryable ?? true;
}

/** Words by which a gateway says that another refused. */
const PASSED_ON = /provider returned|provider api|upstream|exception - |bad_response_status_code|mapped message|上游/i;

export function readOrigin(
  category: Category,
  best: Clue | null,
  peeled: Peeled,
  { provider, gateway }: Attribution,
  status: number | null,
): Origin | null {
  if (best?.origin !== undefined && best.category === category) return best.origin;
  switch (category) {
    case 'network':
      return 'network';
    case 'cancelled':
      return 'client';
    case 'routing':
    case 'bad_gateway':
      return 'gateway';
    case 'timeout':
      if (status === 504 || status === 524 || status === 408) return provider === null ? 'gateway' : 'upstream';
      return null;
    case 'unknown':
    case 'not_an_error':
      return category === 'unknown' && (provider !== null || passedOn(peeled)) ? 'upstream' : null;
    case 'authentication':
    case 'billing':
    case 'quota_exhausted':
    case 'rate_limit':
    case 'permission':
    case 'model_not_found':
      return gateway !== null && provider === null && !passedOn(peeled) ? 'gateway' : 'upstream';
    case 'region_restricted':
    case 'context_length':
    case 'content_filter':
    case 'invalid_request':
    case 'overloaded':
    case 'server_error':
    case 'stream_interrupted':
      return 'upstream';
  }
}

function passedOn(peeled: Peeled): boolean {
  return peeled.pieces.some((piece) => PASSED_ON.test(piece.text));
}
