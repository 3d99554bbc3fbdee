/** Which of several diagnoses of one failure says most, and what the others add to it. */
import type { Diagnosis } from '../engine/model.js';
import { isVague, sameModel, wraps } from './cause.js';

/** Negative where `left` tells the cause better than `right`; 0 where neither does. */
export function compareCauses(left: Diagnosis, right: Diagnosis): number {
  if (wraps(right, left)) return -1;
  if (wraps(left, right)) return 1;
  return (
    Number(left.category === 'unknown') - Number(right.category === 'unknown') ||
    Number(isVague(left)) - Number(isVague(right)) ||
    Math.round(right.confidence * 10) - Math.round(left.confidence * 10)
  );
}

/** As `compareCauses`, and where that is even, who tells more beside the cause. */
export function compareDiagnoses(left: Diagnosis, right: Diagnosis): number {
  return compareCauses(left, right) || countKnown(right) - countKnown(left);
}

/** The first diagnosis with what the others know of the same call and it does not. */
export function fillFromCall(best: Diagnosis, others: readonly Diagnosis[]): Diagnosis {
  const filled = fillFromRetries(best, others);
  for (const other of others) {
    filled.status ??= other.status;
    filled.requestId ??= other.requestId;
    filled.retryAfterSeconds ??= other.retryAfterSeconds;
  }
  return filled;
}

/** The first diagnosis with what other calls of the same incident name and it does not; what is a call's own is left alone. */
export function fillFromRetries(best: Diagnosis, others: readonly Diagnosis[]): Diagnosis {
  const filled = { ...best };
  for (const other of others) {
    if (filled.model !== null && filled.gateway !== null && filled.provider !== null) break;
    if (!sameModel(filled.model, other.model)) continue;
    filled.model ??= other.model;
    filled.gateway ??= other.gateway;
    // A tool that calls a gateway "provider" does not tell who stands behind it.
    if (other.provider !== filled.gateway) filled.provider ??= other.provider;
  }
  return filled;
}

function countKnown(diagnosis: Diagnosis): number {
  const { origin, retryable, status, provider, gateway, model, retryAfterSeconds, requestId, code } = diagnosis;
  const facts = [origin, retryable, status, provider, gateway, model, retryAfterSeconds, requestId, code];
  return facts.filter((fact) => fact !== null).length;
}
