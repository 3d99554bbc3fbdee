import { unwatchFile, watchFile } from 'node:fs';
import path from 'node:path';
import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  l10n,
  languages,
  Position,
  Range,
  RelativePattern,
  Uri,
  workspace,
  WorkspaceEdit,
  type DiagnosticCollection,
  type TextDocument,
} from 'vscode';
import type { Repair } from '../../endpoint/configProblem.js';
import { DisposableList, type Owned } from '../disposableList.js';

/** One thing that is wrong in a file. */
export interface Found {
  readonly message: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What certainly mends it; null where that is for the person to say. */
  readonly repair: Repair | null;
}

export interface FileProblemsOptions {
  /** Absolute. */
  readonly file: string;
  /** What is wrong with the file now. @param document the file where it is open in an editor, saved or not; else null */
  readonly check: (document: TextDocument | null) => Promise<readonly Found[]>;
  /** It could not be looked at. */
  readonly onFailure: (error: unknown) => void;
  /** Nothing is wrong any more. */
  readonly onMended?: () => void;
}

/** A person who types is not told of each letter, in milliseconds. */
const PAUSE_MS = 300;
/** How often a file that is changed from outside is looked at while something is wrong with it. */
const LOOK_MS = 1_000;
const SOURCE = 'Unwrap';

/** Holds the entries of one broken file in the list of problems, until it is mended, wherever that happens. */
export class FileProblems implements Owned {
  private readonly owned = new DisposableList();
  private readonly uri: Uri;
  private found: readonly Found[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private turn = 0;
  /** What was found is of another text: a repair would go astray in this one. */
  private isOutdated = false;
  private readonly look = (): void => {
    this.refresh().catch(this.options.onFailure);
  };

  constructor(
    private readonly entries: DiagnosticCollection,
    private readonly options: FileProblemsOptions,
  ) {
    const { file } = options;
    this.uri = Uri.file(file);
    const follow = ({ uri }: { readonly uri: Uri }): void => {
      if (uri.scheme === 'file' && uri.fsPath === this.uri.fsPath) this.soon();
    };
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => follow(document)));
    this.owned.add(workspace.onDidSaveTextDocument(follow));
    this.owned.add(workspace.onDidCloseTextDocument(follow));
    const selector = { scheme: 'file', pattern: new RelativePattern(Uri.file(path.dirname(file)), path.basename(file)) };
    this.owned.add(
      languages.registerCodeActionsProvider(
        selector,
        { provideCodeActions: (document, _, { diagnostics }) => this.repairs(document, diagnostics) },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
    );
  }

  /** What is wrong now, which then stands in the list. */
  async refresh(): Promise<readonly Found[]> {
    const turn = (this.turn += 1);
    const document = workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === this.uri.fsPath);
    const found = await this.options.check(document ?? null);
    // Another look has begun meanwhile, or the text has changed.
    if (turn !== this.turn) return this.found;
    const wasBroken = this.found.length > 0;
    this.found = found;
    this.isOutdated = false;
    this.entries.set(this.uri, found.map(entryOf));
    if (found.length > 0 && !wasBroken) {
      watchFile(this.options.file, { interval: LOOK_MS, persistent: false }, this.look);
      // It tells of changes since its own first look, which comes later than this one.
      this.lookLater();
    }
    if (found.length === 0 && wasBroken) {
      unwatchFile(this.options.file, this.look);
      this.options.onMended?.();
    }
    return found;
  }

  dispose(): void {
    this.turn += 1;
    if (this.timer) clearTimeout(this.timer);
    unwatchFile(this.options.file, this.look);
    this.entries.delete(this.uri);
    this.owned.dispose();
  }

  private soon(): void {
    this.turn += 1;
    this.isOutdated = true;
    this.lookLater();
  }

  private lookLater(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(this.look, PAUSE_MS);
  }

  private repairs(document: TextDocument, asked: readonly Diagnostic[]): CodeAction[] {
    if (this.isOutdated) return [];
    return this.found.flatMap((found) => {
      const { repair } = found;
      const entry = asked.find(({ source, message }) => source === SOURCE && message === found.message);
      if (repair === null || !entry) return [];
      const title =
        repair.length === 0
          ? l10n.t('Insert the missing {mark}', { mark: `"${repair.text}"` })
          : l10n.t('Change to {text}', { text: repair.text });
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.diagnostics = [entry];
      action.isPreferred = true;
      action.edit = new WorkspaceEdit();
      const place = new Range(document.positionAt(repair.offset), document.positionAt(repair.offset + repair.length));
      action.edit.replace(document.uri, place, repair.text);
      return [action];
    });
  }
}

/** To the end of the line: the editor draws no more than there is. */
function entryOf({ message, line, column }: Found): Diagnostic {
  const start = new Position(line - 1, column - 1);
  const entry = new Diagnostic(
    new Range(start, new Position(line - 1, Number.MAX_SAFE_INTEGER)),
    message,
    DiagnosticSeverity.Error,
  );
  entry.source = SOURCE;
  return entry;
}
