/** How an incident stands, from what is really known of it. Pure: the list, the tree and the status bar say the same. */
import type { Category } from '../engine/model.js';
import { sameModel } from './cause.js';
import type { Incident } from './incident.js';

/**
 * `waiting`: the wait that the server asked for is not over; `until` in epoch milliseconds. `fixed`: a fix was applied to a tool of it
 * and nothing of it has failed since. `recovered`: the endpoint has had the same model answered since. `past`: long quiet, or of no
 * consequence. `open`: none of these. `at` is when it came to be so.
 */
export type IncidentState =
  | { readonly state: 'waiting'; readonly until: number }
  | { readonly state: 'fixed'; readonly at: number }
  | { readonly state: 'recovered'; readonly at: number }
  | { readonly state: 'open' }
  | { readonly state: 'past' };

/** A fix that stands: applied, and not undone. */
export interface StandingFix {
  /** The tool's id; null where it is no tool's. */
  readonly tool: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A call through the endpoint that was answered, by the first attempt or a later one. */
export interface AnsweredCall {
  /** The tool's id; null where nobody says who called. */
  readonly tool: string | null;
  /** The model that the tool asked for. */
  readonly model: string;
  /** Epoch milliseconds of the answer. */
  readonly at: number;
}

export interface KnownSince {
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the server's own hint runs out, in epoch milliseconds; null without one. */
  readonly retryAt: number | null;
  readonly fixes: readonly StandingFix[];
  readonly answers: readonly AnsweredCall[];
}

const HOUR_MS = 60 * 60_000;
/** A fix is of the failure that it follows so soon; of an older one of the same tool it says nothing. */
const FIX_REACH_MS = HOUR_MS;
/** What passes by itself is over when a tool has long given up on it: the longest backoff is ten minutes. */
const PASSING_MS = HOUR_MS;
/** What stands until a person acts stays open for a day. */
const STANDING_MS = 24 * HOUR_MS;
/** Nothing failed that a person would do something about. */
const IDLE: ReadonlySet<Category> = new Set<Category>(['cancelled', 'not_an_error']);

export function incidentState({ diagnosis, tools, lastAt }: Incident, known: KnownSince): IncidentState {
  if (IDLE.has(diagnosis.category)) return { state: 'past' };
  const answered = newest(known.answers.filter((answer) => isOfSameCall(answer, tools, diagnosis.model) && answer.at > lastAt));
  if (answered !== null) return { state: 'recovered', at: answered };
  const fixed = fixOf({ tools, lastAt }, known.fixes);
  if (fixed !== null) return { state: 'fixed', at: fixed.at };
  if (known.retryAt !== null && known.retryAt > known.now) return { state: 'waiting', until: known.retryAt };
  const quietMs = known.now - Math.max(lastAt, known.retryAt ?? lastAt);
  return { state: quietMs > (diagnosis.retryable === true ? PASSING_MS : STANDING_MS) ? 'past' : 'open' };
}

/** The newest of the fixes that are of the incident; null where none is. */
export function fixOf<F extends StandingFix>(
  { tools, lastAt }: Pick<Incident, 'tools' | 'lastAt'>,
  fixes: readonly F[],
): F | null {
  const own = fixes.filter(({ tool, at }) => tool !== null && tools.includes(tool) && at > lastAt && at - lastAt <= FIX_REACH_MS);
  return own.toSorted((a, b) => b.at - a.at)[0] ?? null;
}

function isOfSameCall({ tool, model }: AnsweredCall, tools: readonly string[], failed: string | null): boolean {
  return failed !== null && sameModel(model, failed) && (tool === null || tools.length === 0 || tools.includes(tool));
}

function newest(all: readonly { readonly at: number }[]): number | null {
  return all.length === 0 ? null : Math.max(...all.map(({ at }) => at));
}
