import type { ExtensionContext } from 'vscode';
import { setContext } from './contextKeys.js';

/** That the history of this window holds an incident: the palette asks before anything of the history is read. */
const HAS_INCIDENTS = 'unwrap.hasIncidents';

/** From now on the palette offers what is done about an incident. */
export function noteIncidents({ workspaceState }: ExtensionContext): void {
  setContext(HAS_INCIDENTS, true);
  // Where nothing can be kept, the next session finds out later.
  workspaceState.update(HAS_INCIDENTS, true).then(undefined, () => undefined);
}

/** What former sessions of this window noted. */
export function recallIncidents({ workspaceState }: ExtensionContext): void {
  if (workspaceState.get(HAS_INCIDENTS) === true) setContext(HAS_INCIDENTS, true);
}
