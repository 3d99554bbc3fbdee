import type { Attempt, Exchange } from '../endpoint/exchange.js';
import type { Sighting } from '../engine/model.js';
import { ENDPOINT, WIRE } from '../engine/sources.js';
import { isGiven } from '../incidents/fingerprint.js';
import type { Incident } from '../incidents/incident.js';
import type { LayerView, MomentView } from '../panel/messages.js';

/** One attempt of the endpoint, at its own time in epoch milliseconds. */
export type AttemptMoment = Pick<Attempt, 'upstream' | 'status' | 'diagnosis'> & { readonly at: number };

/** More dots than that are a line. */
const MOST_MOMENTS = 40;

/** When the calls of an incident failed: of those through the endpoint each attempt, where it is known; of the others each sighting. */
export function momentsOf(
  { sightings }: Incident,
  attemptsOf: (exchangeId: string) => readonly AttemptMoment[],
  nameOf: (id: string) => string,
): MomentView[] {
  const told = new Set<string>();
  const moments = sightings.flatMap((sighting): MomentView[] => {
    const exchange = sighting.source === ENDPOINT ? exchangeOf(sighting) : null;
    if (exchange !== null && told.has(exchange)) return [];
    const attempts = exchange === null ? [] : attemptsOf(exchange);
    if (exchange === null || attempts.length === 0) return [momentOf(sighting, nameOf)];
    told.add(exchange);
    return attempts.map(({ at, upstream, status, diagnosis }) => ({
      at,
      seen: 'endpoint',
      by: upstream,
      status,
      category: diagnosis?.category ?? null,
    }));
  });
  return moments.sort((left, right) => left.at - right.at).slice(-MOST_MOMENTS);
}

/** Where a sighting of that source was made. */
export function placeOf(source: string): NonNullable<LayerView['seen']> {
  if (source === WIRE) return 'wire';
  return source === ENDPOINT ? 'endpoint' : 'log';
}

/** The attempts of the last exchanges that came to nothing, while the window is open. */
export class FailedExchanges {
  private readonly attempts = new Map<string, readonly AttemptMoment[]>();

  keep({ id, at, attempts }: Exchange): void {
    this.attempts.set(
      id,
      attempts.map(({ upstream, status, diagnosis, startedMs }) => ({ upstream, status, diagnosis, at: at + startedMs })),
    );
    const [oldest] = this.attempts.keys();
    if (this.attempts.size > MOST_EXCHANGES && oldest !== undefined) this.attempts.delete(oldest);
  }

  readonly attemptsOf = (id: string): readonly AttemptMoment[] => this.attempts.get(id) ?? [];
}

const MOST_EXCHANGES = 200;

function momentOf(sighting: Sighting, nameOf: (id: string) => string): MomentView {
  const { at, tool, source, diagnosis } = sighting;
  return {
    at,
    seen: isGiven(sighting) ? 'given' : placeOf(source),
    by: tool === null ? null : nameOf(tool),
    status: diagnosis.status,
    category: diagnosis.category,
  };
}

/** A sighting at the endpoint is called after its exchange and the attempt's index. */
function exchangeOf({ id }: Sighting): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
