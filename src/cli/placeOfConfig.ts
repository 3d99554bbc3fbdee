/** Which configuration file of the endpoint a command means. */
import path from 'node:path';
import type { ConfigPlace } from '../endpoint/config.js';
import { defaultConfigFile } from '../endpoint/folders.js';
import type { Environment } from '../tools/tool.js';
import { abbreviateHome } from '../watch/abbreviateHome.js';

/** @param named what `--config` says; the default place may hold nothing yet */
export function placeOfConfig(named: string | undefined, machine: Environment): ConfigPlace {
  const file = named === undefined ? defaultConfigFile(machine) : path.resolve(named);
  return { file, shownAs: named ?? abbreviateHome(machine, file), mayBeMissing: named === undefined };
}
