/** Watches the places of tools and tells of each failure that is written there. */
import type { LogRecord } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import type { Seen } from '../engine/sight.js';
import type { Place, Scope, Tool } from '../tools/tool.js';
import { abbreviateHome } from './abbreviateHome.js';
import { BufferPool } from './bufferPool.js';
import { PATIENCE } from './fileTail.js';
import { LogFiles } from './logFiles.js';
import { PlacesWatch } from './placesWatch.js';
import { SnapshotFiles } from './snapshotFiles.js';
import type { SourceReport } from './source.js';
import { WatchedPlace } from './watchedPlace.js';

export interface WatchOptions {
  readonly tools: readonly Tool[];
  readonly scope: Scope;
  /** The engine is left to whom it is told: an editor need not even read it before something fails. */
  readonly onObservation: (observation: Observation, seen: Seen) => void;
  /** What keeps a place from being watched in full, in words for a person; each once. */
  readonly onProblem: (message: string) => void;
  /** Called after a change of what `sources()` answers. */
  readonly onSourcesChange?: () => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface ToolWatch {
  /** Settles when everything that existed is followed from its end on: what is written after that is news. */
  readonly ready: Promise<void>;
  readonly sources: () => readonly SourceReport[];
  readonly close: () => Promise<void>;
}

/** Two reads at a time, each of a chunk that the cost of asking for it does not show in. */
const CHUNK_BYTES = 1024 * 1024;
const READS = 2;

/** What a clock may be set back by while the watch begins. */
const CLOCK_STEP_MS = 5_000;

export function watchTools({ tools, scope, onObservation, onProblem, onSourcesChange, now = Date.now }: WatchOptions): ToolWatch {
  const { platform } = scope.environment;
  const abbreviate = (path: string): string => abbreviateHome(scope.environment, path);
  const startedAt = now();
  const buffers = new BufferPool(CHUNK_BYTES, READS);
  const told = new Set<string>();
  const tellProblem = (message: string): void => {
    if (told.has(message)) return;
    told.add(message);
    onProblem(message);
  };
  let count = 0;
  const tellFailure = (tool: Tool, observation: Observation, record: LogRecord, path: string): void => {
    const source = abbreviate(path);
    const at = observation.at ?? record.at ?? now();
    // A session that is taken up again may be copied to a new file, with all that failed in it long ago.
    if (typeof observation.at === 'number' && at < startedAt - CLOCK_STEP_MS) return;
    count += 1;
    const id = `${startedAt.toString(36)}-${process.pid.toString(36)}-${count}`;
    // Thrown on into the tail, it would be taken for a failed read, and the file be read anew: all in it would be told twice.
    try {
      onObservation(observation, { id, tool: tool.id, source, at });
    } catch (error) {
      tellProblem(`A failure in ${source} could not be told of: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const openPlace = (tool: Tool, place: Place): WatchedPlace => {
    const host = {
      platform,
      abbreviate,
      buffers,
      startedAt,
      patience: PATIENCE,
      onProblem: tellProblem,
      onChange: () => onSourcesChange?.(),
      onFailure: (observation: Observation, record: LogRecord, path: string) => tellFailure(tool, observation, record, path),
    };
    const files = place.kind === 'lines' ? new LogFiles(place, host) : new SnapshotFiles(place, host);
    return new WatchedPlace(tool, place, files, host);
  };
  const places = tools.map((tool) => ({ tool, places: tool.places(scope).map((place) => openPlace(tool, place)) }));
  const all = places.flatMap((entry) => entry.places);
  const watch = new PlacesWatch(all, tellProblem);
  return {
    ready: watch.begin(),
    sources: () =>
      places.flatMap(({ tool, places: watched }) => watched.map(({ report }) => report).concat(reportOutOfReach(tool, scope))),
    close: async () => {
      await watch.close();
      await Promise.all(all.map((place) => place.close()));
    },
  };
}

function reportOutOfReach(tool: Tool, scope: Scope): SourceReport[] {
  return tool.outOfReach(scope).map(({ label, reason }) => ({
    tool: tool.id,
    toolName: tool.name,
    label,
    pattern: null,
    state: 'out-of-reach',
    files: [],
    reason,
  }));
}
