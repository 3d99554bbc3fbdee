import type { Attempt, Exchange } from '../endpoint/exchange.js';
import type { Sighting } from '../engine/model.js';
import { ENDPOINT } from '../engine/sources.js';
import { causeKey } from './blocking.js';

/**
 * What the endpoint saw fail of a call that came to nothing; none of one that was recovered, or that its caller called off. It tries
 * again by itself: of attempts that failed for one cause the last tells, so that a call counts once.
 */
export function sightExchange({ id, at, tool, method, path, outcome, attempts }: Exchange): Sighting[] {
  if (outcome !== 'failed' && outcome !== 'broken') return [];
  const byCause = new Map<string, Sighting>();
  attempts.forEach((attempt, index) => {
    const { diagnosis, startedMs, tookMs, text } = attempt;
    if (diagnosis === null || diagnosis.category === 'cancelled' || diagnosis.category === 'not_an_error') return;
    const key = causeKey(diagnosis);
    byCause.delete(key);
    byCause.set(key, {
      id: `${id}/${index}`,
      tool,
      source: ENDPOINT,
      at: at + startedMs + tookMs,
      diagnosis,
      text: `${sayAttempt(attempt, method, path)}\n\n${text}`,
    });
  });
  return [...byCause.values()];
}

function sayAttempt({ upstream, status }: Attempt, method: string, path: string): string {
  return [`${method} ${path} to ${upstream}`, ...(status === null ? [] : [`HTTP ${status}`])].join('\n');
}
