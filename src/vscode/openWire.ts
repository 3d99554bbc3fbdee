import { workspace } from 'vscode';
import { providers } from '../engine/providers/list.js';
import { readEnvironment } from '../watch/machine.js';
import { readBaseUrls } from '../fixes/readBaseUrls.js';
import type { SourceReport } from '../watch/source.js';
import { tapWire, type WireOptions } from '../watch/wire.js';
import { HostTable } from '../watch/wire/hostTable.js';

export interface RunningWire {
  /** Settles when the base URLs that tools' settings name are looked at too; provider files' hosts are from the start. */
  readonly ready: Promise<void>;
  readonly sources: () => readonly SourceReport[];
  readonly dispose: () => void;
}

/** Tools read their settings with the next task, so a base URL that is new is looked at soon enough. */
const REREAD_MS = 20_000;

/** Taps the wire for hosts that provider files know, and for base URLs that tools' settings name, which are read again and again. */
export function openWire({ onObservation, onProblem }: Pick<WireOptions, 'onObservation' | 'onProblem'>): RunningWire {
  const wire = tapWire({ hosts: new HostTable(providers), onObservation, onProblem });
  const scope = {
    environment: readEnvironment(),
    project: workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath ?? null,
    userFolders: [],
  };
  let known = '';
  const look = async (): Promise<void> => {
    const urls = await readBaseUrls(scope);
    const now = urls.join('\n');
    if (now === known) return;
    known = now;
    wire.lookAt(new HostTable(providers, urls));
  };
  const lookAgain = (): Promise<void> =>
    look().catch((error: unknown) => onProblem(`Base URLs of tools' settings could not be read: ${String(error)}`));
  const ready = lookAgain();
  const timer = setInterval(() => void lookAgain(), REREAD_MS);
  return {
    ready,
    sources: wire.sources,
    dispose: () => {
      clearInterval(timer);
      wire.dispose();
    },
  };
}
