import type { Attempt, Exchange } from '../endpoint/exchange.js';
import type { Cause, ChronicleNote } from '../incidents/chronicle.js';
import type { AnsweredCall } from '../incidents/incidentState.js';
import { causeOf } from './causeOf.js';

/**
 * What the chronicle counts of a call through the endpoint: who was asked and failed, and of a recovered one what had failed on the way.
 * What came to nothing is counted with its incident, where the tool's log and the endpoint tell of one call.
 */
export function noteExchange({ id, at, outcome, attempts }: Exchange): ChronicleNote | null {
  const asked = new Map<string, boolean>();
  const causes = new Map<string, Cause>();
  for (const attempt of attempts) {
    if (isCalledOff(attempt, outcome)) continue;
    asked.set(attempt.upstream, asked.get(attempt.upstream) === true || attempt.diagnosis !== null);
    if (attempt.diagnosis === null) continue;
    const cause = causeOf(attempt.diagnosis, attempt.upstream);
    causes.set(JSON.stringify(cause), cause);
  }
  if (asked.size === 0) return null;
  return {
    ids: [`exchange ${id}`],
    at,
    failed: [],
    recovered: outcome === 'recovered' ? [...causes.values()] : [],
    traffic: [...asked].map(([upstream, failed]) => ({ upstream, failed })),
  };
}

/** The call as one that was answered; null where it was not, or nobody knows of which model. */
export function answeredCall({ at, tookMs, tool, model, outcome }: Exchange): AnsweredCall | null {
  if (model === null || (outcome !== 'answered' && outcome !== 'recovered')) return null;
  return { tool, model, at: at + tookMs };
}

/** Nobody waited for how it would end. */
function isCalledOff({ diagnosis }: Attempt, outcome: Exchange['outcome']): boolean {
  if (diagnosis === null) return outcome === 'cancelled';
  return diagnosis.category === 'cancelled' || diagnosis.category === 'not_an_error';
}
