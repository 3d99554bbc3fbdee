/** Watches the places of tools and yields a sighting for each failure that is written there. */
import type { Sighting } from '../engine/model.js';
import type { Scope, Tool } from '../tools/tool.js';
import type { SourceReport } from './source.js';

export interface WatchOptions {
  readonly tools: readonly Tool[];
  readonly scope: Scope;
  readonly onSighting: (sighting: Sighting) => void;
  /** What keeps a place from being watched in full, in words for a person. */
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

export function watchTools(_options: WatchOptions): ToolWatch {
  return { ready: Promise.resolve(), sources: () => [], close: () => Promise.resolve() };
}
