/** What a client-side wrapper's file says of it: how its own words begin, and what they tell. */
/** What a wrapper's own words tell of the failure inside. */
export interface Reading {
  /** The wrapper's id. */
  readonly by?: string;
  /** Where its own words end and the text that it wraps begins, in the text given; absent where nothing follows. */
  readonly end?: number;
  /** As written; any name that `findProvider` knows. */
  readonly provider?: string | undefined;
  readonly gateway?: string | undefined;
  readonly model?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
}

export interface Wrapper {
  /** The layer's `by`. */
  readonly id: string;
  /** As its maker writes it. */
  readonly name: string;
  /** Literals, one of which is in every text that it wrapped. */
  readonly signals: readonly string[];
  /** The text is flat: one line, escapes undone. */
  readonly read: (text: string) => Reading | null;
}
