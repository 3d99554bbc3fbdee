/** The machine as the value that tools are given. */
import { homedir } from 'node:os';
import type { Environment } from '../tools/tool.js';

export function readEnvironment(): Environment {
  const { platform } = process;
  return {
    // The BSDs and their kin keep their files where Linux does.
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    home: homedir(),
    env: process.env,
  };
}
