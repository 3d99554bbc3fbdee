import { unwatchFile, watchFile } from 'node:fs';
import { lockFileOf, readLock } from '../endpoint/lockFile.js';
import type { Owned } from './disposableList.js';

/** Polled: the folder may not be there yet, and network homes tell of no change. One look at one file's times. */
const LOOK_MS = 2_000;

/** Calls when the lock file names a process that serves: now, and whenever it changes. */
export function followEndpointLock(stateFolder: string, onServing: () => void): Owned {
  const file = lockFileOf(stateFolder);
  const look = (): void => {
    if (typeof readLock(stateFolder)?.pid === 'number') onServing();
  };
  watchFile(file, { interval: LOOK_MS, persistent: false }, look);
  look();
  return { dispose: () => unwatchFile(file, look) };
}
