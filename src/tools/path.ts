/** Paths without Node: the separator is the environment's, not the machine's that this code runs on. */
import type { Environment } from './tool.js';

type Platform = Environment['platform'];

/** `parts` under `root`, in the platform's form. Separators inside the parts are not looked at; a trailing one of the root is dropped. */
export function joinPath(platform: Platform, root: string, ...parts: readonly string[]): string {
  const separator = platform === 'win32' ? '\\' : '/';
  return [endsInSeparator(platform, root) ? root.slice(0, -1) : root, ...parts].join(separator);
}

function endsInSeparator(platform: Platform, path: string): boolean {
  return path.endsWith('/') || (platform === 'win32' && path.endsWith('\\'));
}
