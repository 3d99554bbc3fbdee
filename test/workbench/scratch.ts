/** A throw-away profile, home and workspace: an editor started with them neither reads nor changes the user's own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Scratch {
  readonly home: string;
  readonly userData: string;
  readonly extensions: string;
  readonly workspace: string;
  /** For sockets and other short-lived files. */
  readonly temporary: string;
  /** Replaces the workspace's settings, also while the editor runs. */
  readonly writeSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** An editor that asks, fetches and greets nothing. */
const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const sample = `# A scratch workspace

Nothing here is kept.
`;

export async function makeScratch(): Promise<Scratch> {
  const root = await mkdtemp(path.join(tmpdir(), 'unwrap-'));
  const home = path.join(root, 'home');
  const userData = path.join(root, 'user');
  const extensions = path.join(root, 'extensions');
  const workspace = path.join(root, 'workspace');
  const temporary = path.join(root, 'tmp');
  const user = path.join(userData, 'User');
  const own = path.join(workspace, '.vscode');
  for (const folder of [home, user, extensions, temporary, own]) await mkdir(folder, { recursive: true });
  await writeFile(path.join(user, 'settings.json'), JSON.stringify(quiet, null, 2));
  await writeFile(path.join(workspace, 'README.md'), sample);
  return {
    home,
    userData,
    extensions,
    workspace,
    temporary,
    // The browser-hosted editor does not notice a change of the user's settings from outside.
    writeSettings: (settings) => writeFile(path.join(own, 'settings.json'), JSON.stringify(settings, null, 2)),
    // An ending editor may still write while its folder is removed.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}
