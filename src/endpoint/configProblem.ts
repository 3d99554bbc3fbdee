/** What is wrong with a configuration, and where. */

export interface Problem {
  /** In the file; null where the file as a whole is meant. Both count from 1. */
  readonly at: { readonly line: number; readonly column: number } | null;
  /** What is wrong and what to do, in words for a person, without the place. */
  readonly text: string;
  /** What certainly mends it; absent where that is for the person to say. */
  readonly repair?: Repair;
}

/** A change of the file's text, which a byte order mark is no part of. In UTF-16 code units. */
export interface Repair {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The configuration cannot be used. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
  /** @param file as it is shown */
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => sayProblem(file, problem)).join('\n'));
  }
}

/** `endpoint.jsonc:3:5: routes[0].chain[1].upstream: …` */
export function sayProblem(file: string, { at, text }: Problem): string {
  return at === null ? `${file}: ${text}` : `${file}:${at.line}:${at.column}: ${text}`;
}
