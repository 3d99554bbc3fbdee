import type { Memento } from 'vscode';
import { Journal } from '../fixes/journal.js';
import type { StandingFix } from '../incidents/incidentState.js';
import { tools } from '../tools/list.js';
import { fixDesk } from './fixes/settingsScope.js';
import { WindowFixes } from './fixes/windowFixes.js';

/** The fixes that were applied and not undone, whichever window or command line did it. A route of the endpoint is no tool's. */
export async function readStandingFixes(memory: Memento): Promise<StandingFix[]> {
  const entries = await new Journal(fixDesk().folder).read();
  const inFiles = entries.flatMap(({ tool, state, stateAt }) => (state === 'applied' ? [{ tool, at: stateAt }] : []));
  const inProfiles = new WindowFixes(memory).read().flatMap(({ at, undo }) => {
    if (undo.kind !== 'profile') return [];
    const { extensionId } = undo;
    const tool = tools.find(({ extension }) => extension?.ids.some((id) => id.toLowerCase() === extensionId.toLowerCase()));
    return tool ? [{ tool: tool.id, at }] : [];
  });
  return [...inFiles, ...inProfiles];
}
