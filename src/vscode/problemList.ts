import { workspace, type TextDocument } from 'vscode';
import { defaultConfigFile } from '../endpoint/folders.js';
import { readEnvironment } from '../watch/machine.js';
import { DisposableList, type Owned } from './disposableList.js';
import { reportBroken, type Log } from './log.js';
import { OnDemand } from './onDemand.js';
import type { Problems } from './problems.js';

/** Looks at the endpoint's configuration when it is opened or saved in an editor. Until then, or a fix, nothing of this is read. */
export class ProblemList implements Owned {
  private readonly owned = new DisposableList();
  private readonly opening: OnDemand<Problems>;

  constructor(log: Log) {
    const configFile = defaultConfigFile(readEnvironment());
    this.opening = new OnDemand(this.owned, async (parts) => {
      const { openProblems } = await import('./problems/openProblems.js');
      return openProblems(configFile, log, parts);
    });
    const look = ({ uri }: TextDocument): void => {
      if (uri.scheme !== 'file' || uri.fsPath !== configFile) return;
      this.get()
        .then(({ checkConfig }) => checkConfig())
        .catch((error: unknown) => reportBroken(log, 'The check of the configuration', error));
    };
    this.owned.add(workspace.onDidOpenTextDocument(look));
    workspace.textDocuments.forEach(look);
  }

  get(): Promise<Problems> {
    return this.opening.get();
  }

  dispose(): void {
    this.owned.dispose();
  }
}
