import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { readHistory } from '../incidents/history.js';
import type { Incident } from '../incidents/incident.js';
import { HistoryFile } from './historyFile.js';
import { reportBroken, type Log } from './log.js';

const WINDOW_ID = 'unwrap.window';

/** The history of this window and what it held when the window was opened. */
export async function openHistory(
  context: ExtensionContext,
  log: Log,
): Promise<{ readonly file: HistoryFile; readonly incidents: readonly Incident[] }> {
  const complain = (error: unknown): void => reportBroken(log, 'The history', error);
  const file = new HistoryFile(join(context.globalStorageUri.fsPath, 'history'), await windowId(context), complain);
  try {
    const stored = await file.read();
    await file.prune(Date.now());
    return { file, incidents: readHistory(stored) };
  } catch (error) {
    complain(error);
    return { file, incidents: [] };
  }
}

/** Kept with the workspace's state: the same after a reload, and no other window's. */
async function windowId(context: ExtensionContext): Promise<string> {
  const known = context.workspaceState.get<unknown>(WINDOW_ID);
  if (typeof known === 'string' && /^[\w-]{1,64}$/.test(known)) return known;
  const id = randomUUID();
  await context.workspaceState.update(WINDOW_ID, id);
  return id;
}
