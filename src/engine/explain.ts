/** A diagnosis in plain words. The one place where its texts are made, for the status bar, the panel and the command line. */
import { asksForTooMuch } from './asksForTooMuch.js';
import { durationText } from './durationText.js';
import type { Category, Diagnosis } from './model.js';
import { findParties, type Parties } from './parties.js';
import { sayEnglish } from './sayEnglish.js';
import { textsOf, type Arg, type Text } from './text.js';
import type { engineTexts } from './texts/engineTexts.js';
import { unreachable } from './unreachable.js';

export interface Explanation {
  /** At most three words, for the status bar: `Bedrock rate limit`. */
  readonly short: Text;
  /** One sentence that names who refused and what: `Amazon Bedrock is rate-limiting claude-sonnet-4.6 behind OpenRouter.` */
  readonly cause: Text;
  /** Who refused, in words: `The provider, Amazon Bedrock` / `The gateway, OpenRouter` / `The network` / `The tool itself`. */
  readonly refusedBy: Text;
  /** Whether a retry can help and when: `A retry can help in 12 s.` */
  readonly retry: Text;
}

export type Explain = (diagnosis: Diagnosis) => Explanation;

const text = textsOf<typeof engineTexts>();

export const explain: Explain = (diagnosis) => {
  const parties = findParties(diagnosis);
  return {
    short: nameShort(diagnosis.category, parties),
    cause: tellCause(diagnosis, parties),
    refusedBy: nameRefuser(diagnosis, parties),
    retry: tellRetry(diagnosis),
  };
};

/** What the status bar has room for beside other items, in characters; Chinese needs less. */
const LONGEST_SHORT = 24;

/** A name would say nothing of these. */
const NAMELESS = ['context_length', 'network', 'stream_interrupted', 'cancelled', 'unknown', 'not_an_error'] as const;
const isNameless = (category: Category): category is (typeof NAMELESS)[number] => NAMELESS.some((each) => each === category);

function nameShort(category: Category, { refuser, gateway, behind }: Parties): Text {
  const alone = text(`short.${category}`);
  const who = refuser?.shortName ?? (behind && gateway ? text('who.upstream') : null);
  if (who === null || isNameless(category)) return alone;
  const named = text(`shortOf.${category}`, { who });
  return sayEnglish(named).length <= LONGEST_SHORT ? named : alone;
}

function tellCause({ category, origin, model, message }: Diagnosis, { provider, gateway, refuser, behind }: Parties): Text {
  const between = behind ? gateway : null;
  // The one who refused; where the text does not name it, the place it stands at.
  const unnamed = between ? text('who.someoneBehind', { gateway: between.name }) : text('who.TheServer');
  const who: Arg = refuser
    ? between
      ? text('who.behind', { provider: refuser.name, gateway: between.name })
      : refuser.name
    : unnamed;
  const aModel: Arg = model ?? text('who.theModel');
  switch (category) {
    case 'rate_limit':
      if (origin === 'gateway') {
        const own = refuser?.name ?? unnamed;
        return model === null ? text('cause.ownLimit', { who: own }) : text('cause.ownLimitFor', { who: own, model });
      }
      if (refuser && between) return text('cause.limitBehind', { who: refuser.name, model: aModel, gateway: between.name });
      if (refuser || behind) return text('cause.limit', { who, model: aModel });
      return model === null ? text('cause.tooMany') : text('cause.tooManyFor', { model });
    case 'quota_exhausted':
      return model === null ? text('cause.quota', { who }) : text('cause.quotaFor', { who, model });
    case 'billing':
      return asksForTooMuch({ message }) ? text('cause.balance', { who }) : text('cause.billing', { who });
    case 'authentication':
      return origin === 'client' ? text('cause.noKey') : text('cause.key', { who });
    case 'permission':
      return text('cause.permission', { who, model: aModel });
    case 'region_restricted':
      return text('cause.region', { who });
    case 'model_not_found':
      return model === null ? text('cause.model', { who }) : text('cause.modelFor', { who, model });
    case 'routing': {
      const router = gateway?.name ?? refuser?.name ?? unnamed;
      return model === null ? text('cause.routing', { who: router }) : text('cause.routingFor', { who: router, model });
    }
    case 'context_length':
      return provider
        ? text('cause.contextAt', { model: aModel, provider: provider.name })
        : text('cause.context', { model: aModel });
    case 'content_filter':
      return refuser ? text('cause.filterOf', { who }) : text('cause.filter');
    case 'invalid_request':
      return text('cause.invalid', { who: origin === 'client' ? text('who.TheTool') : who, model: aModel });
    case 'overloaded':
      return model === null ? text('cause.overloaded', { who }) : text('cause.overloadedFor', { who, model });
    case 'server_error':
      return model === null ? text('cause.server', { who }) : text('cause.serverFor', { who, model });
    case 'bad_gateway': {
      const met = gateway?.name ?? refuser?.name ?? text('who.aServer');
      const other = provider && provider !== refuser ? provider.name : text('who.serverBehind');
      return model === null ? text('cause.gateway', { who: met, other }) : text('cause.gatewayFor', { who: met, other, model });
    }
    case 'timeout': {
      const late = provider?.name ?? gateway?.name ?? text('who.TheServer');
      return model === null ? text('cause.timeout', { who: late }) : text('cause.timeoutFor', { who: late, model });
    }
    case 'network':
      return text('cause.network', { who: gateway?.name ?? provider?.name ?? text('who.theServer') });
    case 'stream_interrupted':
      return model === null ? text('cause.stream') : text('cause.streamFor', { model });
    case 'cancelled':
      return text('cause.cancelled');
    case 'unknown':
      return model === null ? text('cause.unknown') : text('cause.unknownFor', { model });
    case 'not_an_error':
      return text('cause.none');
    default:
      return unreachable(category);
  }
}

function nameRefuser({ origin }: Diagnosis, { refuser, gateway, behind }: Parties): Text {
  switch (origin) {
    case 'client':
      return text('by.tool');
    case 'network':
      return text('by.network');
    case 'gateway':
      return refuser ? text('by.gateway', { gateway: refuser.name }) : text('by.aGateway');
    case 'upstream':
      if (refuser) return text('by.provider', { provider: refuser.name });
      return behind && gateway ? text('who.someoneBehind', { gateway: gateway.name }) : text('who.TheProvider');
    case null:
      return text('by.nobody');
    default:
      return unreachable(origin);
  }
}

/** Why a retry cannot help, and until when. */
const WHAT_FIRST = {
  cancelled: 'retry.cancelled',
  not_an_error: 'retry.none',
  quota_exhausted: 'retry.quota',
  billing: 'retry.billing',
  authentication: 'retry.key',
  permission: 'retry.permission',
  region_restricted: 'retry.region',
  model_not_found: 'retry.model',
  routing: 'retry.routing',
  context_length: 'retry.context',
  content_filter: 'retry.filter',
  invalid_request: 'retry.invalid',
  rate_limit: 'retry.no',
  overloaded: 'retry.no',
  server_error: 'retry.no',
  bad_gateway: 'retry.no',
  timeout: 'retry.no',
  network: 'retry.no',
  stream_interrupted: 'retry.no',
  unknown: 'retry.no',
} as const satisfies Readonly<Record<Category, keyof typeof engineTexts>>;

/** What time alone can lift. */
const TIMED: ReadonlySet<Category> = new Set(['quota_exhausted', 'rate_limit', 'overloaded']);

function tellRetry({ category, retryable, retryAfterSeconds }: Diagnosis): Text {
  if (category === 'cancelled' || category === 'not_an_error') return text(WHAT_FIRST[category]);
  if (retryable === null) return text('retry.unclear');
  if (retryable) {
    if (retryAfterSeconds !== null)
      return retryAfterSeconds > 0 ? text('retry.in', { wait: durationText(retryAfterSeconds) }) : text('retry.now');
    return text(category === 'rate_limit' || category === 'overloaded' ? 'retry.soon' : 'retry.can');
  }
  if (TIMED.has(category) && retryAfterSeconds !== null && retryAfterSeconds > 0)
    return text('retry.until', { wait: durationText(retryAfterSeconds) });
  return text(WHAT_FIRST[category]);
}
