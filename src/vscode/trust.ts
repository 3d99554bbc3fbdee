import { commands, l10n, window, workspace } from 'vscode';

/** Runs when the person trusts the workspace; at once where they do already. */
export function onceTrusted(task: () => void): { dispose(): unknown } {
  if (!workspace.isTrusted) return workspace.onDidGrantWorkspaceTrust(task);
  task();
  return { dispose: () => undefined };
}

/**
 * Whether the workspace is trusted; where it is not, the person reads why that stands in the way.
 *
 * @param why a sentence
 */
export async function needTrust(why: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  if ((await window.showWarningMessage(why, manage)) === manage) await commands.executeCommand('workbench.trust.manage');
  return false;
}
