/** Where programs keep data by the XDG base directory specification; those that follow it on every platform do so on Windows too. */
import { joinPath } from './path.js';
import type { Environment } from './tool.js';

export function dataHome({ platform, home, env }: Environment): string {
  return env['XDG_DATA_HOME'] || joinPath(platform, home, '.local', 'share');
}
