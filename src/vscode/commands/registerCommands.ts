import { commands } from 'vscode';
import type { Owned } from '../disposableList.js';
import type { Command } from '../ids.js';
import type { Session } from '../session.js';
import { diagnoseLast } from './diagnoseLast.js';
import { diagnoseText } from './diagnoseText.js';
import { showSources } from './showSources.js';

/** One handler a declared command: the type forgets none. */
const handlers: { readonly [K in Command]: (session: Session) => void | Promise<void> } = {
  'unwrap.diagnoseLast': diagnoseLast,
  'unwrap.diagnoseText': diagnoseText,
  'unwrap.showSources': showSources,
};

/** A command that comes before the session stands waits for it. */
export function registerCommands(session: () => Promise<Session>): Owned[] {
  return Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, async () => handler(await session())));
}
