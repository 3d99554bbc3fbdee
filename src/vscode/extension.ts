/**
 * Where VS Code comes in. Activation registers, and returns: the engine, the watch and the history are not even executed before
 * it has (the dynamic import is what keeps them out), and no log is read.
 */
import { window, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands/registerCommands.js';
import { DisposableList } from './disposableList.js';
import { PANEL_VIEW } from './ids.js';
import { createLog, reportBroken, type Log } from './log.js';
import type { Session } from './session.js';

let running: Promise<Session> | null = null;

export function activate(context: ExtensionContext): void {
  const owned = new DisposableList();
  context.subscriptions.push(owned);
  const log = owned.add(createLog());
  const session = (): Promise<Session> => {
    running ??= start(context, log, owned).catch((error: unknown) => {
      running = null;
      throw error;
    });
    return running;
  };
  for (const command of registerCommands(session)) owned.add(command);
  owned.add(
    window.registerWebviewPanelSerializer(PANEL_VIEW, {
      deserializeWebviewPanel: async (panel, memory: unknown) => (await session()).panel.revive(panel, memory),
    }),
  );
  setImmediate(() => {
    session().catch((error: unknown) => reportBroken(log, 'Unwrap', error));
  });
}

/** A start that fails leaves nothing behind, and the next one who asks for the session starts it anew. */
async function start(context: ExtensionContext, log: Log, owned: DisposableList): Promise<Session> {
  const started = owned.add(new DisposableList());
  try {
    const { startSession } = await import('./startSession.js');
    return await startSession(context, log, started);
  } catch (error) {
    started.dispose();
    throw error;
  }
}

/** The history that is still to be written is written; the rest goes with the context's subscriptions. */
export async function deactivate(): Promise<void> {
  const session = await running;
  running = null;
  await session?.flush();
}
