import type { Text } from '../engine/text.js';

/** Why a fix was not made or not undone. `text` is for a person: what, and what to do. Nothing was changed, unless it says so. */
export class FixFailure extends Error {
  override readonly name = 'FixFailure';
  constructor(
    readonly code:
      | 'unreadable'
      | 'no-text'
      | 'changed'
      | 'changed-since'
      | 'locked'
      | 'read-only'
      | 'not-writable'
      | 'no-backup'
      | 'unknown-fix'
      | 'unsettled',
    readonly text: Text,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${text.id}`, options);
  }
}

/** The `code` of a system error; null for anything else. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
