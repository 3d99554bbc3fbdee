import { workspace, type TextDocument } from 'vscode';
import { defaultConfigFile } from '../endpoint/folders.js';
import { readEnvironment } from '../watch/machine.js';
import { DisposableList, type Owned } from './disposableList.js';
import { reportBroken, type Log } from './log.js';
import { OnDemand } from './onDemand.js';
import type { Found } from './problems/fileProblems.js';

/** Settings of a tool that cannot be read, as a fix found out that a person asked for. */
export interface UnreadableSettings {
  readonly toolName: string;
  /** Absolute. */
  readonly file: string;
  /** What is wrong with the file now. */
  readonly find: () => Promise<readonly Found[]>;
  /** Shows once more what the fix would do. */
  readonly again: () => Promise<void>;
}

/** The list of problems, in which nothing stands but configuration files that are broken, and that the person can mend. */
export interface Problems {
  /** Looks at the endpoint's configuration. True where something is wrong with it, which then stands in the list. */
  readonly checkConfig: () => Promise<boolean>;
  /** Opens it, at the first thing that is wrong with it. */
  readonly openConfig: () => Promise<void>;
  readonly noteSettings: (unreadable: UnreadableSettings) => Promise<void>;
}

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
