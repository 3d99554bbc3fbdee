import { env, l10n } from 'vscode';

/** How people call what VS Code calls so. */
const NAMES: Readonly<Record<string, string>> = {
  'ssh-remote': 'SSH',
  wsl: 'WSL',
  'dev-container': 'Dev Container',
  'attached-container': 'Container',
  'k8s-container': 'Kubernetes',
  codespaces: 'Codespaces',
  tunnel: 'Remote Tunnel',
};

/**
 * On which side failures are seen, where a window has two: Unwrap runs where the workspace is, beside the extensions that do. Null in
 * a window that has one.
 *
 * @see VS Code's API, `env.remoteName`, and its guide Supporting Remote Development
 */
export function sayWatchedSide(): string | null {
  const { remoteName } = env;
  if (remoteName === undefined) return null;
  const remote = NAMES[remoteName] ?? remoteName;
  return l10n.t(
    'Watched on the remote side ({remote}), where this window’s workspace is. What assistants write on your own machine is not seen from here.',
    { remote },
  );
}

/** What holds for all that is watched: the side, and what is shared by whom. */
export function sayWatched(): string[] {
  const shared = l10n.t(
    'Each window keeps its own incidents. Windows of one profile share the counts of the history; all windows and profiles on this machine share the endpoint, its configuration, and the fixes that can be undone.',
  );
  const side = sayWatchedSide();
  return side === null ? [shared] : [side, shared];
}
