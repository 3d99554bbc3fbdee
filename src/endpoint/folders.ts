/** Where the endpoint keeps its files on each platform. The machine is passed in. */
import path from 'node:path';

export interface Machine {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Absolute. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const NAME = 'unwrap';

/**
 * The configuration that is used where none is named.
 *
 * @see XDG Base Directory Specification
 */
export function defaultConfigFile({ platform, home, env }: Machine): string {
  const file = 'endpoint.jsonc';
  if (platform === 'win32') return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), NAME, file);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', NAME, file);
  return path.join(absolute(env['XDG_CONFIG_HOME']) ?? path.join(home, '.config'), NAME, file);
}

/** Holds the lock file. */
export function stateFolder({ platform, home, env }: Machine): string {
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), NAME);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', NAME);
  return path.join(absolute(env['XDG_STATE_HOME']) ?? path.join(home, '.local', 'state'), NAME);
}

/** The specification has a relative path ignored. */
function absolute(folder: string | undefined): string | null {
  return folder && path.isAbsolute(folder) ? folder : null;
}
