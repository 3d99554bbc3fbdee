import { env, type ExtensionContext } from 'vscode';
import { tools } from '../tools/list.js';
import { windowEditor } from '../watch/editors.js';
import { readEnvironment } from '../watch/machine.js';
import { watchTools, type ToolWatch, type WatchOptions } from '../watch/watch.js';
import type { Log } from './log.js';

/** Follows what the tools of this window write. The window's log folder is the one that VS Code names, wherever it lies. */
export function startWatch(
  context: ExtensionContext,
  log: Log,
  listener: Pick<WatchOptions, 'onObservation' | 'onSourcesChange'>,
): ToolWatch {
  const environment = readEnvironment();
  const editor = windowEditor({
    name: env.appName,
    platform: environment.platform,
    logFolder: context.logUri.fsPath,
    globalStorageFolder: context.globalStorageUri.fsPath,
  });
  return watchTools({
    tools,
    scope: { environment, editors: [editor] },
    onProblem: (message) => log.warn(message),
    ...listener,
  });
}
