import { l10n, languages, Position, Range, Uri, window, workspace, type TextDocument } from 'vscode';
import { readConfig, readText } from '../../endpoint/config.js';
import { InvalidConfig } from '../../endpoint/configProblem.js';
import { readEnvironment } from '../../watch/machine.js';
import type { DisposableList } from '../disposableList.js';
import { reportBroken, type Log } from '../log.js';
import type { Problems, UnreadableSettings } from '../problems.js';
import { withoutLinks } from '../withoutLinks.js';
import { FileProblems, type Found } from './fileProblems.js';

/** @param configFile the endpoint's, of which the person is the owner */
export function openProblems(configFile: string, log: Log, owned: DisposableList): Problems {
  const onFailure = (error: unknown): void => reportBroken(log, 'The list of problems', error);
  const entries = owned.add(languages.createDiagnosticCollection('unwrap'));
  const config = owned.add(
    new FileProblems(entries, { file: configFile, check: async (document) => checkConfig(configFile, document), onFailure }),
  );
  const settings = new Map<string, FileProblems>();

  const noteSettings = async (unreadable: UnreadableSettings): Promise<void> => {
    const { file, find, again } = unreadable;
    settings.get(file)?.dispose();
    const problems: FileProblems = owned.add(
      new FileProblems(entries, {
        file,
        check: find,
        onFailure,
        onMended: () => {
          problems.dispose();
          settings.delete(file);
          offerAgain(unreadable.toolName, again).catch(onFailure);
        },
      }),
    );
    settings.set(file, problems);
    await problems.refresh();
  };

  return {
    checkConfig: async () => (await config.refresh()).length > 0,
    openConfig: async () => {
      const [first] = await config.refresh();
      await showConfig(configFile, first ?? null);
    },
    noteSettings,
  };
}

async function checkConfig(file: string, document: TextDocument | null): Promise<readonly Found[]> {
  const place = { file, shownAs: file, mayBeMissing: true };
  try {
    readConfig(document?.getText() ?? readText(place), place, readEnvironment());
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    return error.problems.map(({ at, text, repair = null }) => ({
      message: text,
      line: at?.line ?? 1,
      column: at?.column ?? 1,
      repair,
    }));
  }
}

/** Where there is none yet, an empty document that is saved there. */
async function showConfig(file: string, first: Found | null): Promise<void> {
  const uri = Uri.file(file);
  const document = await workspace.openTextDocument(uri).then(
    (found) => found,
    () => workspace.openTextDocument(uri.with({ scheme: 'untitled' })),
  );
  const at = first && new Position(first.line - 1, first.column - 1);
  await window.showTextDocument(document, at ? { selection: new Range(at, at) } : {});
}

async function offerAgain(toolName: string, again: () => Promise<void>): Promise<void> {
  const preview = l10n.t('Preview the Fix');
  const text = withoutLinks(l10n.t('The settings of {tool} can be read again.', { tool: toolName }));
  if ((await window.showInformationMessage(text, preview)) === preview) await again();
}
