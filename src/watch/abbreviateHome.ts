/** A path as it is kept and shown: without the home folder, whose name is often the person's. */
import type { Environment } from '../tools/tool.js';

/** `~/logs/1.log` for a path in the home folder, the separators as they are; any other path as it is. */
export function abbreviateHome({ platform, home }: Pick<Environment, 'platform' | 'home'>, path: string): string {
  const windows = platform === 'win32';
  const folder = home.replace(windows ? /[\\/]$/ : /\/$/, '');
  // Of no home, or of one at the file system's root, there is nothing to hide.
  if (folder === '') return path;
  const fold = (text: string): string => (windows ? text.replaceAll('/', '\\').toLowerCase() : text);
  const rest = path.slice(folder.length);
  const isWhole = rest === '' || rest.startsWith('/') || (windows && rest.startsWith('\\'));
  return isWhole && fold(path.slice(0, folder.length)) === fold(folder) ? `~${rest}` : path;
}
