/** What went wrong with one attempt, diagnosed: from what the upstream answered, from the network's error, or from the endpoint's own clocks. */
import { advise } from '../engine/advise.js';
import { diagnose } from '../engine/classify.js';
import type { Category, Diagnosis } from '../engine/model.js';
import { headerRecord } from './forwardedHeaders.js';
import type { Upstream } from './upstream.js';

export interface Failure {
  readonly diagnosis: Diagnosis;
  /** The upstream's; null where no answer began. */
  readonly status: number | null;
  /** The upstream's headers, names and values in turn; empty where no answer began. */
  readonly headers: readonly string[];
  /** What the upstream sent, or what the endpoint says of it. */
  readonly text: string;
  /** The text is the endpoint's own. */
  readonly own: boolean;
}

/** What is known beside the text. */
export interface FailureContext {
  readonly upstream: Upstream;
  readonly model: string | null;
  /** The tool's id. */
  readonly tool: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** An answer that reports a failure, by its status or in its body. */
export function failAnswer(status: number, headers: readonly string[], text: string, context: FailureContext): Failure {
  const diagnosis = diagnose({
    raw: text,
    status: status >= 400 ? status : null,
    headers: headerRecord(headers),
    tool: context.tool,
    provider: nameOf(context.upstream),
    model: context.model,
    at: context.at,
  });
  return { diagnosis, status, headers, text, own: false };
}

/** What the endpoint itself has seen; it knows the category. */
export function failOwn(
  category: Category,
  text: string,
  context: FailureContext,
  answer: Pick<Failure, 'status' | 'headers'> = { status: null, headers: [] },
): Failure {
  return { diagnosis: diagnoseOwn(category, text, context), ...answer, text, own: true };
}

function diagnoseOwn(category: Category, text: string, { upstream, model, tool, at }: FailureContext): Diagnosis {
  const read = diagnose({ raw: text, tool, provider: nameOf(upstream), model, at });
  if (read.category === category) return read;
  // A proxy's 403 or 407 to CONNECT reads like the provider's: no connection stood that it could have refused on.
  const origin = category === 'network' ? 'network' : read.origin;
  // The endpoint's own categories are those that time can heal.
  const settled = { ...read, category, origin, retryable: true };
  return { ...settled, fixes: [...new Set(advise(settled).map(({ kind }) => kind))] };
}

/** The connection could not be made, or broke before an answer began. */
export function failConnection(error: Error, context: FailureContext): Failure {
  const text = sayError(error);
  const { category } = diagnose({ raw: text, at: context.at });
  return failOwn(category === 'timeout' ? 'timeout' : 'network', text, context);
}

/** An error's own words with its code; of several attempts at several addresses, the first. */
function sayError(error: Error): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  const words = error.message === '' && inner instanceof Error ? inner.message : error.message;
  const code = 'code' in error && typeof error.code === 'string' && !words.includes(error.code) ? ` (${error.code})` : '';
  const cause = error.message !== '' && inner instanceof Error && inner.message !== '' ? `: ${inner.message}` : '';
  return `${words}${code}${cause}`;
}

/** A configured upstream that the engine does not know goes by its own name. */
function nameOf(upstream: Upstream): string {
  return upstream.provider ?? upstream.name;
}
