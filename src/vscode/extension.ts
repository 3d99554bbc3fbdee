/**
 * Where VS Code comes in. Activation registers, and returns: neither the watch nor the engine is even read before it has (the
 * dynamic imports are what keeps them in bundles of their own), and no log is.
 */
import { window, type ExtensionContext } from 'vscode';
import { registerForAgents } from './agents.js';
import { registerCommands } from './commands/registerCommands.js';
import type { Desk } from './desk.js';
import { DisposableList } from './disposableList.js';
import { PANEL_VIEW } from './ids.js';
import { createLog, guard, reportBroken } from './log.js';
import { OnDemand } from './onDemand.js';
import type { Session } from './session.js';

let session: OnDemand<Session> | null = null;

export function activate(context: ExtensionContext): void {
  const owned = new DisposableList();
  context.subscriptions.push(owned);
  const log = owned.add(createLog());
  const starting = new OnDemand(owned, async (parts) => {
    const { startSession } = await import('./startSession.js');
    return startSession(context, log, parts);
  });
  session = starting;
  const desk = async (): Promise<Desk> => (await starting.get()).desk.get();
  for (const command of registerCommands(desk)) owned.add(command);
  guard(log, 'What agents are given', () => {
    for (const each of registerForAgents(context, desk)) owned.add(each);
  });
  owned.add(
    window.registerWebviewPanelSerializer(PANEL_VIEW, {
      deserializeWebviewPanel: async (panel, memory: unknown) => (await desk()).panel.revive(panel, memory),
    }),
  );
  setImmediate(() => {
    starting.get().catch((error: unknown) => reportBroken(log, 'Unwrap', error));
  });
}

/** The history that is still to be written is written; the rest goes with the context's subscriptions. */
export async function deactivate(): Promise<void> {
  const ending = await session?.running;
  session = null;
  await ending?.flush();
}
