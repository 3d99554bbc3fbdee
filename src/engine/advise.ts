/** Diagnosis → ordered fixes, as data: what to do now, then what to fix. */
import type { Diagnosis, FixKind } from './model.js';

export interface Advice {
  readonly kind: FixKind;
  /** Whether it gets the person going now, or mends the cause. */
  readonly when: 'now' | 'fix';
  /** Verb first, for a button or a list: `Wait 12 s, then retry`. */
  readonly title: string;
  /** One sentence: why, or how. */
  readonly detail: string;
  /** The provider's own page, https. */
  readonly link?: string;
  /** For `wait`: seconds from the sighting. */
  readonly seconds?: number;
}

export type Advise = (diagnosis: Omit<Diagnosis, 'fixes'>) => readonly Advice[];

export const advise: Advise = () => [];
