import type { Category, Origin } from './model.js';

/** One reason for a category. */
export interface Clue {
  readonly category: Category;
  readonly strength: number;
  readonly rule: string;
  /** As it stands in the flat text. */
  readonly text: string;
  /** Whether the text holds more than a form's own words, and so perhaps a secret. */
  readonly open: boolean;
  readonly origin: Origin | undefined;
  readonly retryable: boolean | undefined;
}
