import { env, window } from 'vscode';
import type { TextOrigin } from '../panel/messages.js';
import type { Desk } from './desk.js';

/** Diagnoses what is selected, else what the clipboard holds. */
export async function diagnoseText(desk: Desk): Promise<void> {
  await diagnoseTextFrom(desk, selectedText() === '' ? 'clipboard' : 'selection');
}

export async function diagnoseTextFrom(desk: Desk, from: TextOrigin): Promise<void> {
  const text = from === 'selection' ? selectedText() : await env.clipboard.readText();
  const incident = desk.diagnose(text, from);
  desk.panel.show(
    incident === null ? { page: 'no-failure', from, empty: text.trim() === '' } : { page: 'incident', id: incident },
  );
}

/**
 * Of the active editor, an output channel's too; else of any that is in sight: while the panel has the focus, no text editor is
 * the active one.
 */
function selectedText(): string {
  const editors = window.activeTextEditor ? [window.activeTextEditor] : window.visibleTextEditors;
  const editor = editors.find(({ selection }) => !selection.isEmpty);
  return editor ? editor.document.getText(editor.selection) : '';
}
