/** Whether two looks at a path saw one file. */
import type { Environment } from '../tools/tool.js';

export interface FileStat {
  readonly dev: number;
  readonly ino: number;
  readonly birthtimeMs: number;
}

/**
 * Equal for the same file under any name. Windows' file index does not fit a double, so a file is known by its birth there; a new
 * file of an old name inherits that for some seconds (NTFS tunnelling), which its size and the bytes before the end then tell.
 */
export function identify(platform: Environment['platform'], { dev, ino, birthtimeMs }: FileStat): string {
  return platform === 'win32' ? `${dev}:${birthtimeMs}` : `${dev}:${ino}`;
}
