/** Why a request was sent nowhere. */
import type { Diagnosis } from '../engine/model.js';
import { failOwn, type Failure, type FailureContext } from './failure.js';

/** `seconds` is after how long it may be sent. */
export function failQueue(context: FailureContext, seconds: number): Failure {
  const text = `too many requests at once: this endpoint's queue for ${context.upstream.name} is full`;
  return ownFailure(failOwn('rate_limit', text, context), seconds);
}

/** `cause` is what the place is let rest for; null where that is not remembered. A person is told that, and not the rest alone. */
export function failRest(context: FailureContext, cause: Diagnosis | null, seconds: number): Failure {
  const { name } = context.upstream;
  if (cause === null) {
    const text = `overloaded: ${name} has failed again and again; this endpoint lets it rest`;
    return ownFailure(failOwn('overloaded', text, context), seconds);
  }
  const text = `${name} has failed before; this endpoint lets it rest for ${seconds} s. The failure was: ${cause.message}`;
  return {
    diagnosis: { ...cause, message: text, retryAfterSeconds: seconds },
    status: cause.category === 'rate_limit' ? 429 : 503,
    headers: [],
    text,
    own: true,
  };
}

function ownFailure(failure: Failure, seconds: number): Failure {
  return { ...failure, diagnosis: { ...failure.diagnosis, origin: 'client', retryAfterSeconds: seconds } };
}
