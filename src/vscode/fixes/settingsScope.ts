import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { workspace, type ExtensionContext } from 'vscode';
import { stateFolder } from '../../endpoint/folders.js';
import type { Desk } from '../../fixes/desk.js';
import type { SettingsScope } from '../../tools/fix.js';
import { readEnvironment } from '../../watch/machine.js';

/** The tools' settings on this machine, those in this window's project, and those of this editor, in each of its profiles. */
export async function readScope({ globalStorageUri }: ExtensionContext): Promise<SettingsScope> {
  // `<user data>/User/globalStorage/<extension>`
  const user = path.dirname(path.dirname(globalStorageUri.fsPath));
  const profiles = path.join(user, 'profiles');
  const names = await readdir(profiles).catch(() => []);
  return {
    environment: readEnvironment(),
    // Of a virtual workspace nothing lies on this machine.
    project: workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath ?? null,
    userFolders: [user, ...names.map((name) => path.join(profiles, name))],
  };
}

/** The journal is one for all windows and for the command line. */
export function fixDesk(): Desk {
  return { folder: path.join(stateFolder(readEnvironment()), 'fixes'), now: Date.now };
}
