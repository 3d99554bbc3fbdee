/** What the files of a place have in common, whichever way they are written. */

/** Where the news of a file begin that is seen for the first time: at its start, its end, or with what is not older than a time. */
export type NewsFrom = 'start' | 'end' | { readonly notBefore: number };

/** Files that nobody wrote to for longer are left alone until somebody does: a tool that keeps one a session has thousands of them. */
export const RECENT_MS = 24 * 3_600_000;

export interface PlaceFiles {
  /** Absolute; those followed now. */
  readonly files: readonly string[];
  /** Something happened, or may have, at a path of the place. Settles when what it holds is read, rejects with what the file system throws. */
  touch(path: string, from: NewsFrom): Promise<void>;
  /** True of a file that has been left alone for long, and looked at not long ago: a look at everything may pass it over. */
  rests?(path: string): boolean;
  /** Reads on where nothing may have told of a change; `all` includes files that have long been quiet. */
  wake(all: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Not there, or no longer under this name. */
export function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ESTALE';
}

/** The file system's name of an error: `EACCES`. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
