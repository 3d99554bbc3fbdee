import { redact } from '../../engine/redact.js';

/**
 * What a parser says of a mistake, without what it repeats of the file: of a key that lost its quotes that would be the key, and what is
 * said here stands in notifications and in the list of problems, which agents read.
 */
export function mistakeOf(said: string): string {
  const own = said
    .replaceAll(/ ?"[^"]{4,}"/g, '')
    .replace(/: \S.{3,}$/s, '')
    .replace(/\.$/, '');
  return redact(own);
}
