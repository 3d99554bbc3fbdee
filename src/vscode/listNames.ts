import { env } from 'vscode';

/** `Cline, Codex, and Zed`, as the display language lists. */
export function listNames(names: readonly string[]): string {
  return new Intl.ListFormat(env.language, { type: 'conjunction' }).format(names);
}
