import { decideRetry, defaultRetryPolicy } from '../engine/retry.js';
import type { Incident } from '../incidents/incident.js';

/** When the server will hear the next call, in epoch milliseconds: the endpoint's own policy for a person, whose patience is not its. */
export function retryAtOf({ diagnosis, lastAt }: Incident): number | null {
  const failed = { diagnosis, attempt: 1, elapsedMs: 0, committed: false, links: [] };
  const decision = decideRetry(failed, { ...defaultRetryPolicy, budgetMs: Infinity }, () => 0);
  if (decision.kind === 'wait') return decision.reason === 'hint' ? lastAt + decision.ms : null;
  if (decision.kind === 'fall-back' || decision.retryAfterSeconds === null) return null;
  return lastAt + decision.retryAfterSeconds * 1000;
}
