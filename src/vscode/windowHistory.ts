import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { readHistory, writeHistory } from '../incidents/history.js';
import type { Incident } from '../incidents/incident.js';
import { HistoryFile } from './historyFile.js';
import { reportBroken, type Log } from './log.js';

const WINDOW_ID = 'unwrap.window';

/** The history of this window. */
export interface WindowHistory {
  /** What it held when the window was opened. */
  readonly incidents: readonly Incident[];
  /** Keeps what `list` answers when it is written, soon. */
  readonly save: (list: () => readonly Incident[]) => void;
  readonly flush: () => Promise<void>;
  /** Where it is kept; null where it lives in memory alone. */
  readonly file: string | null;
}

/** Without storage, the window's incidents live as long as the window. */
export async function openHistory(context: ExtensionContext, log: Log): Promise<WindowHistory> {
  const complain = (error: unknown): void => reportBroken(log, 'The history', error);
  try {
    const file = new HistoryFile(join(context.globalStorageUri.fsPath, 'history'), await windowId(context), complain);
    return {
      incidents: await readStored(file, complain),
      save: (list) => file.save(() => writeHistory(list())),
      flush: () => file.flush(),
      file: file.path,
    };
  } catch (error) {
    complain(error);
    return { incidents: [], save: () => undefined, flush: () => Promise.resolve(), file: null };
  }
}

async function readStored(file: HistoryFile, complain: (error: unknown) => void): Promise<Incident[]> {
  try {
    return readHistory(await file.read());
  } catch (error) {
    complain(error);
    return [];
  } finally {
    await file.prune(Date.now()).catch(complain);
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
