import { window } from 'vscode';
import { FixFailure } from '../../fixes/fixFailure.js';
import { withoutLinks } from '../withoutLinks.js';
import { sayFixText } from './sayFixText.js';

/** Names of models and files come from logs and settings: in a notification they are to be text. */
export async function say(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showInformationMessage(withoutLinks(text), ...buttons);
}

export async function warn(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return window.showWarningMessage(withoutLinks(text), ...buttons);
}

/** Tells of what was not done; throws on what is a defect. */
export async function tellFailure(error: unknown, ...buttons: readonly string[]): Promise<string | undefined> {
  if (!(error instanceof FixFailure)) throw error;
  return warn(sayFixText(error.text), ...buttons);
}
