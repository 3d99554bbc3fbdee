import type { Observation, Sighting } from '../../../src/engine/model.js';
import { sight } from '../../../src/engine/sight.js';
import { tapWire, type Wire } from '../../../src/watch/wire.js';
import { HostTable, type Serving } from '../../../src/watch/wire/hostTable.js';
import { setTimeout as rest } from 'node:timers/promises';

export interface WireLab {
  readonly wire: Wire;
  /** As they left the tap, before the engine. */
  readonly observations: readonly Observation[];
  readonly sightings: readonly Sighting[];
  readonly problems: readonly string[];
  /** Waits for that many sightings, and for one more that must not come. */
  readonly settle: (count: number) => Promise<readonly Sighting[]>;
  readonly clear: () => void;
}

/** How long a sighting is waited for, and how long one that must not come. In milliseconds. */
const LATEST = 5_000;
const QUIET = 40;

export function openWireLab(serving: readonly Serving[], { patienceMs = 400, baseUrls = [] as readonly string[] } = {}): WireLab {
  const observations: Observation[] = [];
  const sightings: Sighting[] = [];
  const problems: string[] = [];
  const wire = tapWire({
    hosts: new HostTable(serving, baseUrls),
    patienceMs,
    onObservation: (observation, seen) => {
      observations.push(observation);
      const sighting = sight(observation, seen);
      if (sighting) sightings.push(sighting);
    },
    onProblem: (message) => problems.push(message),
  });
  return {
    wire,
    observations,
    sightings,
    problems,
    settle: async (count) => {
      const until = performance.now() + LATEST;
      while (sightings.length < count && performance.now() < until) await rest(5);
      await rest(QUIET);
      return sightings;
    },
    clear: () => {
      observations.length = 0;
      sightings.length = 0;
    },
  };
}
