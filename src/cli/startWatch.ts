/** The watch over every tool on this machine. */
import { tools } from '../tools/list.js';
import { findEditors } from '../watch/editors.js';
import { readEnvironment } from '../watch/machine.js';
import { watchTools, type ToolWatch, type WatchOptions } from '../watch/watch.js';

export function startWatch(options: Pick<WatchOptions, 'onSighting' | 'onProblem'>): ToolWatch {
  const environment = readEnvironment();
  return watchTools({ tools, scope: { environment, editors: findEditors(environment) }, ...options });
}
