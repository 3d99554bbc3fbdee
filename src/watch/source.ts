/** What is known of one place of one tool, for Watched Sources and `unwrap sources`. */
import type { Text } from '../engine/text.js';

export interface SourceReport {
  readonly tool: string;
  readonly toolName: string;
  readonly label: Text;
  /** The pattern looked for, with `*`, in the platform's form, the home folder as `~`; null for a trace that cannot be followed here. */
  readonly pattern: string | null;
  readonly state: 'followed' | 'not-found' | 'unreadable' | 'out-of-reach';
  /** Files followed now, absolute but for the home folder, which is `~`. */
  readonly files: readonly string[];
  /** Why it is not followed; null where it is. */
  readonly reason: Text | null;
}
