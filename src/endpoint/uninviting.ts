/** A failure's error object for a client that must stop: without the types and words by which some repeat an error whatever its status. */

/** Seen in runs: Claude Code 2.1 repeats the one, Continue's `cn` 1.5 the other. */
const REPEATED_TYPES: ReadonlySet<unknown> = new Set(['overloaded_error', 'server_error']);

/** What `cn` 1.5 repeats an error for that says so, and the same in other words. The original stays in the metadata. */
const OTHER_WORDS: readonly (readonly [said: RegExp, instead: string])[] = [
  [/overloaded/gi, 'short of capacity'],
  [/socket hang up/gi, 'connection hung up'],
  [/connection reset/gi, 'connection was reset'],
  [/premature (?=close|end)/gi, 'early '],
  [/aborted/gi, 'broken off'],
];

export function makeUninviting(error: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type, message } = error;
  return {
    ...error,
    ...(REPEATED_TYPES.has(type) ? { type: 'api_error' } : {}),
    ...(typeof message === 'string'
      ? { message: OTHER_WORDS.reduce((text, [said, instead]) => text.replace(said, instead), message) }
      : {}),
  };
}
