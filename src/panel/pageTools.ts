import type { Ask } from './actions.js';
import type { Memory } from './memory.js';

/** What a page is built with. */
export interface PageTools {
  readonly ask: Ask;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly memory: Memory;
}
