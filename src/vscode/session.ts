import type { Desk } from './desk.js';
import type { OnDemand } from './onDemand.js';

/** What runs in a window from its start on: the watch and the status bar. */
export interface Session {
  readonly desk: OnDemand<Desk>;
  /** Writes what is still to be written. */
  readonly flush: () => Promise<void>;
}
