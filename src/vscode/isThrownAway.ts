import type { Incident } from '../incidents/incident.js';

/** True where a tool kept no more of an answer than that it was a failure. */
export function isThrownAway({ tools, diagnosis }: Incident): boolean {
  return tools.length > 0 && diagnosis.fixes.includes('reveal-cause');
}
