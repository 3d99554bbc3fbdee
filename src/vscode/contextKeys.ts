import { commands } from 'vscode';
import type { ContextKey } from './ids.js';

/** Says to the editor what the `when` clauses of the manifest ask. */
export function setContext(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', key, value);
}
