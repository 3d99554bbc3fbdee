import { basename } from 'node:path';
import { commands, l10n, type Tab, TabInputTextDiff, Uri, window, workspace } from 'vscode';
import { DisposableList, type Owned } from '../disposableList.js';

const SCHEME = 'unwrap-fix';

export interface ChangedFile {
  readonly path: string;
  /** Null for a file that is made. */
  readonly before: string | null;
  /** Null for a file that goes. */
  readonly after: string | null;
}

/**
 * Shows what a change would do as a diff in the editor, of two texts that nobody can write to. They are kept no longer than they are
 * shown: they hold what the settings hold.
 */
export class PreviewDocuments implements Owned {
  private readonly texts = new Map<string, string>();
  private readonly owned = new DisposableList();
  private shown: { readonly title: string; readonly keys: readonly string[] } | null = null;
  private count = 0;

  constructor() {
    this.owned.add(
      workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: ({ query }) => this.texts.get(query) ?? `${l10n.t('This preview is over.')}\n`,
      }),
    );
  }

  async show(title: string, files: readonly ChangedFile[]): Promise<void> {
    await this.close();
    const sides = files.map((file) => ({
      file: Uri.file(file.path),
      before: this.keep(file.path, file.before ?? ''),
      after: this.keep(file.path, file.after ?? ''),
    }));
    this.shown = { title, keys: sides.flatMap(({ before, after }) => [before.query, after.query]) };
    const [only] = sides;
    if (sides.length === 1 && only)
      await commands.executeCommand('vscode.diff', only.before, only.after, title, { preview: true });
    else
      await commands.executeCommand(
        'vscode.changes',
        title,
        sides.map(({ file, before, after }) => [file, before, after]),
      );
  }

  async close(): Promise<void> {
    const { shown } = this;
    this.shown = null;
    if (!shown) return;
    for (const key of shown.keys) this.texts.delete(key);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => isOf(tab, shown));
    await window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    this.texts.clear();
    this.owned.dispose();
  }

  private keep(path: string, text: string): Uri {
    this.count += 1;
    const query = `${this.count}`;
    this.texts.set(query, text);
    // The name tells the editor which language it is.
    return Uri.from({ scheme: SCHEME, path: `/${basename(path)}`, query });
  }
}

function isOf({ input, label }: Tab, { title, keys }: { readonly title: string; readonly keys: readonly string[] }): boolean {
  // A diff of several files has an input of a class that only proposals may name; the editor adds to its title how many they are.
  if (!(input instanceof TabInputTextDiff)) return label.startsWith(title);
  return input.modified.scheme === SCHEME && keys.includes(input.modified.query);
}
