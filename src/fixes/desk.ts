/** What fixes are made with, beside the files. */

/** The moments between which a crash can come: the journal knows; a new text is on disk; it has taken its place; the journal is settled. */
export type Moment = 'noted' | 'written' | 'renamed' | 'settled';

export interface Desk {
  /** Absolute folder of the journal and its backups, this user's own. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For tests that end the process there. */
  readonly onMoment?: (step: Moment) => void;
}
