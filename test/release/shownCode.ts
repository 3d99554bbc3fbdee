import { createHash } from 'node:crypto';
import { listZip } from '../manifest/listZip.js';
import { readZipEntry } from './readZipEntry.js';

/**
 * The SHA-256 of all in a VSIX that a picture can show: its code, styles, icons and texts, and not what is written about it. Pictures
 * of another one are older than what they show, or newer.
 */
export function shownCodeOf(vsix: Buffer): string {
  const hash = createHash('sha256');
  const shown = listZip(vsix).filter((name) => /^extension\/(?:dist|media)\/|^extension\/package\.nls/u.test(name));
  for (const name of shown.toSorted()) hash.update(`${name}\n`).update(readZipEntry(vsix, name));
  return hash.digest('hex');
}
