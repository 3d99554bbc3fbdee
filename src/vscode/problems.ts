import type { Found } from './problems/fileProblems.js';

/** Settings of a tool that cannot be read, as a fix found out that a person asked for. */
export interface UnreadableSettings {
  readonly toolName: string;
  /** Absolute. */
  readonly file: string;
  /** What is wrong with the file now. */
  readonly find: () => Promise<readonly Found[]>;
  /** Shows once more what the fix would do. */
  readonly again: () => Promise<void>;
}

/** The list of problems, in which nothing stands but configuration files that are broken, and that the person can mend. */
export interface Problems {
  /** Looks at the endpoint's configuration. True where something is wrong with it, which then stands in the list. */
  readonly checkConfig: () => Promise<boolean>;
  /** Opens it, at the first thing that is wrong with it. */
  readonly openConfig: () => Promise<void>;
  readonly noteSettings: (unreadable: UnreadableSettings) => Promise<void>;
}
