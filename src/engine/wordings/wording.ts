/** What a form of words, common to many providers, says of a failure. */
import type { Category, Origin } from '../model.js';

/**
 * How much a form proves. A type or class name is often a wrapper's guess and yields to any sentence; a general sentence yields to
 * a provider's code; a code yields to a sentence that can mean one thing only.
 */
export const Strength = {
  /** One cause only, whatever code or status stands around it. */
  certain: 96,
  /** As telling as a provider's documented code. */
  clear: 86,
  /** A general sentence. */
  general: 70,
  /** A type, a class name, a reason phrase. */
  type: 52,
  /** A hint that stands where nothing else does. */
  hint: 30,
} as const;

export interface Wording {
  readonly rule: string;
  readonly category: Category;
  /** Between 0 and 100; see `Strength`. */
  readonly strength: number;
  /** Where the words themselves say who refused. */
  readonly origin?: Origin | undefined;
  /** Where the words override what the category says of retries. */
  readonly retryable?: boolean | undefined;
  /** See `forms.ts` for the signs. */
  readonly forms: readonly string[];
}
