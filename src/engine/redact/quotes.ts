/**
 * Strings inside of strings. A JSON text that travels in another JSON string has its quotes escaped, once a level: `"`, `\"`,
 * `\\\"`. The number of backslashes before a quote tells which level it belongs to, so a value can be left without parsing.
 */

/** Where a quoted value begins, and how its quotes are written. */
export interface Opening {
  readonly quote: string;
  /** Backslashes before the opening quote. */
  readonly escapes: number;
}

/** The end of a quoted value. `end` is the index of the first character of the closing delimiter (its backslashes included). */
export interface Closing {
  readonly end: number;
  /** False where the text, or the string around it, ended first: `end` is there. */
  readonly closed: boolean;
}

const BACKSLASH = 92;
const LINE_FEED = 10;

/** Finds the end of the quoted value whose content starts at `from`, looking no further than `limit`. */
export function findClosing(text: string, from: number, opening: Opening, limit: number, stopAtLineEnd = false): Closing {
  const quote = opening.quote.charCodeAt(0);
  const period = 2 * (opening.escapes + 1);
  let run = 0;
  for (let index = from; index < limit; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === BACKSLASH) {
      run += 1;
      continue;
    }
    if (unit === quote) {
      // Fewer backslashes than at the opening: the string around the value ends here, the value was cut off.
      if (run < opening.escapes) return { end: index - run, closed: false };
      if ((run - opening.escapes) % period === 0) return { end: index - opening.escapes, closed: true };
    } else if (stopAtLineEnd && unit === LINE_FEED) {
      return { end: index, closed: false };
    }
    run = 0;
  }
  return { end: limit, closed: false };
}
