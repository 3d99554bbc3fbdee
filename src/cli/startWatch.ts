/** The watch over every tool on this machine. */
import type { Sighting } from '../engine/model.js';
import { sight } from '../engine/sight.js';
import { tools } from '../tools/list.js';
import { findEditors } from '../watch/editors.js';
import { readEnvironment } from '../watch/machine.js';
import { watchTools, type ToolWatch } from '../watch/watch.js';

export interface WatchListener {
  readonly onSighting: (sighting: Sighting) => void;
  readonly onProblem: (message: string) => void;
}

export function startWatch({ onSighting, onProblem }: WatchListener): ToolWatch {
  const environment = readEnvironment();
  return watchTools({
    tools,
    scope: { environment, editors: findEditors(environment) },
    onObservation: (observation, seen) => {
      const sighting = sight(observation, seen);
      if (sighting) onSighting(sighting);
    },
    onProblem,
  });
}
