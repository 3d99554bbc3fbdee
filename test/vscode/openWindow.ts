/** One window of a fake editor on real folders: a log folder as VS Code lays it out, and the extension's storage. */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFakeVscode, fileUri, type FakePanel } from './fakeVscode.js';
import { loadExtension } from './loadExtension.js';

/** What outlives a window: the folders and the workspace's state. */
export function createProfile() {
  const root = mkdtempSync(path.join(tmpdir(), 'unwrap-window-'));
  return {
    root,
    workspaceState: new Map<string, unknown>(),
    globalState: new Map<string, unknown>(),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
export type Profile = ReturnType<typeof createProfile>;

const mementoOf = (state: Map<string, unknown>) => ({
  get: (key: string) => state.get(key),
  update: async (key: string, value: unknown) => void state.set(key, value),
});

let sessions = 0;

/** @param extensionFolder where the built extension lies, for what it starts by its path */
export function openWindow(profile: Profile, workspaceState = profile.workspaceState, extensionFolder = '/extension') {
  const { vscode, world } = createFakeVscode();
  const exthost = path.join(profile.root, 'logs', `session-${(sessions += 1)}`, 'window1', 'exthost');
  const channel = path.join(exthost, 'output_logging_20261120T140000', '1-Cline.log');
  mkdirSync(path.dirname(channel), { recursive: true });
  const subscriptions: { dispose(): unknown }[] = [];
  const context = {
    subscriptions,
    extensionUri: fileUri(extensionFolder),
    extension: { packageJSON: { version: '0.1.0' } },
    logUri: fileUri(path.join(exthost, 'unwrap.unwrap')),
    globalStorageUri: fileUri(path.join(profile.root, 'globalStorage', 'unwrap.unwrap')),
    workspaceState: mementoOf(workspaceState),
    globalState: mementoOf(profile.globalState),
  };
  const extension = loadExtension(vscode);
  const run = async (command: string, argument?: unknown): Promise<void> => world.commands.get(command)?.(argument);
  return {
    vscode,
    world,
    extension,
    run,
    activate: () => extension.activate(context),
    /** As Cline's classic bundle writes it. */
    logFailure: (text: string) => appendFileSync(channel, `${text}\n`),
    panel: (): FakePanel => {
      const panel = world.panels.at(-1);
      if (!panel) throw new Error('No panel is open.');
      return panel;
    },
    close: async () => {
      await extension.deactivate();
      for (const each of subscriptions) each.dispose();
    },
  };
}
export type FakeWindow = ReturnType<typeof openWindow>;
