/** The tools' settings on this machine, and where the endpoint is. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../endpoint/config.js';
import { InvalidConfig } from '../endpoint/configProblem.js';
import { stateFolder } from '../endpoint/folders.js';
import { findUserFolders } from '../fixes/findUserFolders.js';
import type { EndpointAddress, SettingsScope } from '../tools/fix.js';
import type { Environment } from '../tools/tool.js';
import { findEditors } from '../watch/editors.js';
import { placeOfConfig } from './placeOfConfig.js';
import { UnusableInput } from './unusableInput.js';

/** Of every editor on this machine, each profile's; the project is the working folder. */
export async function readScope(environment: Environment): Promise<SettingsScope> {
  const users = findEditors(environment).flatMap(({ globalStorage }) =>
    globalStorage === null ? [] : [path.dirname(globalStorage)],
  );
  const userFolders: string[] = [];
  for (const folder of users) if (existsSync(folder)) userFolders.push(...(await findUserFolders(folder)));
  return { environment, project: process.cwd(), userFolders };
}

export function fixesFolder(environment: Environment): string {
  return path.join(stateFolder(environment), 'fixes');
}

/** @param config what `--config` says */
export function readEndpoint(environment: Environment, port: number, config: string | undefined): EndpointAddress {
  const place = placeOfConfig(config, environment);
  try {
    const { upstreams } = loadConfig(place, environment).config;
    return {
      origin: `http://127.0.0.1:${port}`,
      upstreams: [...upstreams.values()].map(({ name, prefixUrl }) => ({ name, prefixUrl })),
    };
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    throw new UnusableInput(`The endpoint's configuration cannot be used.\n${error.message}`);
  }
}
