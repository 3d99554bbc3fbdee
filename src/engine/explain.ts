/** A diagnosis in plain words. The one place where its texts are made, for the status bar, the panel and the command line. */
import type { Category, Diagnosis } from './model.js';
import type { Parties } from './parties.js';
import { findParties } from './parties.js';
import { sayDuration } from './sayDuration.js';
import { unreachable } from './unreachable.js';

export interface Explanation {
  /** At most three words, for the status bar: `Bedrock rate limit`. */
  readonly short: string;
  /** One sentence that names who refused and what: `Amazon Bedrock is rate-limiting claude-sonnet-4.6 behind OpenRouter.` */
  readonly cause: string;
  /** Who refused, in words: `The provider, Amazon Bedrock` / `The gateway, OpenRouter` / `The network` / `The tool itself`. */
  readonly refusedBy: string;
  /** Whether a retry can help and when: `A retry can help in 12 s.` */
  readonly retry: string;
}

export type Explain = (diagnosis: Diagnosis) => Explanation;

/** What the status bar has room for beside other items. */
const LONGEST_SHORT = 24;

/** What follows a name, null where the name would say nothing; and what stands alone. */
const SHORT_WORDS: Readonly<Record<Category, readonly [named: string | null, alone: string]>> = {
  rate_limit: ['rate limit', 'Rate limit'],
  quota_exhausted: ['quota spent', 'Quota spent'],
  billing: ['needs credit', 'Credit needed'],
  authentication: ['key refused', 'Key refused'],
  permission: ['access denied', 'Access denied'],
  region_restricted: ['region block', 'Region block'],
  model_not_found: ['model unknown', 'Model unknown'],
  routing: ['no route', 'No route'],
  context_length: [null, 'Context too long'],
  content_filter: ['content filter', 'Content filter'],
  invalid_request: ['bad request', 'Bad request'],
  overloaded: ['overloaded', 'Model overloaded'],
  server_error: ['server error', 'Server error'],
  bad_gateway: ['bad gateway', 'Bad gateway'],
  timeout: ['timeout', 'Timeout'],
  network: [null, 'Network failure'],
  stream_interrupted: [null, 'Incomplete answer'],
  cancelled: [null, 'Cancelled'],
  unknown: [null, 'Cause unknown'],
  not_an_error: [null, 'No failure'],
};

/** Why a retry cannot help, and until when. */
const WHAT_FIRST: Readonly<Record<Category, string>> = {
  cancelled: 'Send it again whenever you like.',
  not_an_error: 'Nothing failed, so there is nothing to retry.',
  quota_exhausted: 'A retry will not help until the allowance is renewed or raised.',
  billing: 'A retry will not help until the account has credit.',
  authentication: 'A retry will not help until the key is right.',
  permission: 'A retry will not help until the account may do this.',
  region_restricted: 'A retry from the same place will not help.',
  model_not_found: 'A retry will not help until the model ID is right.',
  routing: 'A retry will not help until the model or the settings change.',
  context_length: 'A retry will not help until the request is shorter.',
  content_filter: 'A retry will not help until the prompt changes.',
  invalid_request: 'A retry will not help until the request is right.',
  rate_limit: 'A retry will not help.',
  overloaded: 'A retry will not help.',
  server_error: 'A retry will not help.',
  bad_gateway: 'A retry will not help.',
  timeout: 'A retry will not help.',
  network: 'A retry will not help.',
  stream_interrupted: 'A retry will not help.',
  unknown: 'A retry will not help.',
};

export const explain: Explain = (diagnosis) => {
  const parties = findParties(diagnosis);
  return {
    short: sayShort(diagnosis.category, parties),
    cause: sayCause(diagnosis, parties),
    refusedBy: sayRefuser(diagnosis, parties),
    retry: sayRetry(diagnosis),
  };
};

function sayShort(category: Category, { refuser, gateway, behind }: Parties): string {
  const [noun, alone] = SHORT_WORDS[category];
  const who = refuser?.shortName ?? (behind && gateway ? 'Upstream' : null);
  if (noun === null || who === null) return alone;
  const named = `${who} ${noun}`;
  return named.length <= LONGEST_SHORT ? named : alone;
}

function sayCause(diagnosis: Diagnosis, { provider, gateway, refuser, behind }: Parties): string {
  const model = diagnosis.model ?? 'the model';
  const forModel = diagnosis.model === null ? '' : ` for ${diagnosis.model}`;
  const asked = diagnosis.model === null ? '' : `, asked for ${diagnosis.model}`;
  const place = behind && gateway ? ` behind ${gateway.name}` : '';
  // The one who refused; where the text does not name it, the place it stands at.
  const who = refuser?.name ?? (behind && gateway ? `A provider behind ${gateway.name}` : 'The server');
  const whoThere = refuser ? `${who}${place}` : who;
  switch (diagnosis.category) {
    case 'rate_limit':
      if (diagnosis.origin === 'gateway')
        return `${who} itself is limiting how fast you may ask${forModel}; no provider was asked.`;
      if (!refuser && !behind) return `Too many requests or tokens in a short time${forModel}.`;
      return `${who} is rate-limiting ${model}${refuser ? place : ''}.`;
    case 'quota_exhausted':
      return `${whoThere} says that an allowance${forModel} is used up: a daily, monthly, free or plan limit.`;
    case 'billing':
      return `${whoThere} wants money first: the credit is used up, or there is no payment method.`;
    case 'authentication':
      if (diagnosis.origin === 'client') return 'The tool has no key, or none that it can use, so nothing was sent.';
      return `${whoThere} did not accept the key: it is missing, wrong, expired or revoked.`;
    case 'permission':
      return `${whoThere} knows the key, but does not let it use ${model}.`;
    case 'region_restricted':
      return `${whoThere} does not serve the country or region that the request came from.`;
    case 'model_not_found':
      return diagnosis.model === null
        ? `${whoThere} does not know the model that was asked for: misspelt, retired, or not offered there.`
        : `${whoThere} has no model called ${model}: misspelt, retired, or not offered there.`;
    case 'routing':
      return `${gateway?.name ?? who} found no provider${forModel} that fits the request: data policy, allowed providers, or tools.`;
    case 'context_length':
      return `The request is longer than ${model}${provider ? ` at ${provider.name}` : ''} takes, counted with the answer that it asks for.`;
    case 'content_filter':
      return `${refuser ? `The safety filter of ${whoThere}` : 'A safety filter'} blocked the prompt or the answer.`;
    case 'invalid_request':
      return `${diagnosis.origin === 'client' ? 'The tool' : whoThere} rejected the request: it is malformed, or asks for what ${model} does not support.`;
    case 'overloaded':
      return `${whoThere} has no room for ${diagnosis.model ?? 'more requests'} right now.`;
    case 'server_error':
      return `${whoThere} failed while it handled the request${asked}.`;
    case 'bad_gateway':
      return `${gateway?.name ?? (refuser ? who : 'A server in between')} got no usable answer from ${
        provider && provider !== refuser ? provider.name : 'the server behind it'
      }${asked}.`;
    case 'timeout':
      return `${provider?.name ?? gateway?.name ?? 'The server'} did not answer in time${asked}.`;
    case 'network':
      return `The connection to ${gateway?.name ?? provider?.name ?? 'the server'} could not be made, or it broke.`;
    case 'stream_interrupted':
      return `The answer${diagnosis.model === null ? '' : ` of ${diagnosis.model}`} broke off, came empty, or could not be read.`;
    case 'cancelled':
      return 'The request was called off, by you or by the tool.';
    case 'unknown':
      return `The call${diagnosis.model === null ? '' : ` to ${diagnosis.model}`} failed, but this text does not say why: it is a wrapper without the answer that it wraps.`;
    case 'not_an_error':
      return 'This text reports no failed call.';
    default:
      return unreachable(diagnosis.category);
  }
}

function sayRefuser({ origin }: Diagnosis, { refuser, gateway, behind }: Parties): string {
  switch (origin) {
    case 'client':
      return 'The tool itself, before anything was sent';
    case 'network':
      return 'The network';
    case 'gateway':
      return refuser ? `The gateway, ${refuser.name}` : 'A gateway';
    case 'upstream':
      if (refuser) return `The provider, ${refuser.name}`;
      return behind && gateway ? `A provider behind ${gateway.name}` : 'The provider';
    case null:
      return 'The text does not say who';
    default:
      return unreachable(origin);
  }
}

/** What time alone can lift. */
const TIMED: ReadonlySet<Category> = new Set(['quota_exhausted', 'rate_limit', 'overloaded']);

function sayRetry({ category, retryable, retryAfterSeconds }: Diagnosis): string {
  if (category === 'cancelled' || category === 'not_an_error') return WHAT_FIRST[category];
  if (retryable === null) return 'Whether a retry can help is not clear.';
  if (retryable) {
    if (retryAfterSeconds !== null)
      return retryAfterSeconds > 0 ? `A retry can help in ${sayDuration(retryAfterSeconds)}.` : 'A retry can help now.';
    return category === 'rate_limit' || category === 'overloaded' ? 'A retry can help; wait a few seconds.' : 'A retry can help.';
  }
  if (TIMED.has(category) && retryAfterSeconds !== null && retryAfterSeconds > 0)
    return `A retry will not help until ${sayDuration(retryAfterSeconds)} have passed.`;
  return WHAT_FIRST[category];
}
