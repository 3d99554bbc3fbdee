import { ConfigurationTarget, workspace } from 'vscode';
import type { Log } from './log.js';
import { SETTINGS_SECTION, type Setting } from './ids.js';
import { checkSettings, type Settings } from './settingsSchema.js';

/** The settings as they stand, checked. What is wrong with them is said in the output channel, once a reading. */
export function readSettings(log: Log): Settings {
  const section = workspace.getConfiguration(SETTINGS_SECTION);
  const { settings, complaints } = checkSettings((name) => section.get(name));
  for (const complaint of complaints) log.warn(complaint);
  return settings;
}

export function onSettingsChange(listener: () => void): { dispose(): unknown } {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTINGS_SECTION)) listener();
  });
}

/** For the person, not the workspace: a choice made on a notification holds everywhere. */
export async function writeSetting(name: Setting, value: boolean): Promise<void> {
  await workspace.getConfiguration(SETTINGS_SECTION).update(name, value, ConfigurationTarget.Global);
}
