import { l10n, window } from 'vscode';
import { readSettings } from '../../fixes/previewFix.js';
import type { Incident } from '../../incidents/incident.js';
import type { ToolSettings } from '../../tools/fix.js';
import { settingsOfTool } from '../../tools/settings/list.js';
import { tools } from '../../tools/list.js';
import type { Tool } from '../../tools/tool.js';
import type { FixWork } from '../fixWork.js';
import { toolOf } from '../toolOf.js';
import { findProfiles, type ProfileHolder } from './profileApi.js';
import { say } from './say.js';
import { readScope } from './settingsScope.js';

/** A tool, with the way in which it is changed. */
export type ChangeableTool =
  | { readonly tool: Tool; readonly by: 'files'; readonly settings: ToolSettings }
  | { readonly tool: Tool; readonly by: 'profiles'; readonly holder: ProfileHolder };

/** The tool that the failure was seen in; for a text that a person gave, the one that they choose of those that are set up here. */
export async function chooseTool(work: FixWork, incident: Incident, title: string): Promise<ChangeableTool | null> {
  const seen = toolOf(incident);
  if (seen) {
    const way = wayTo(seen);
    if (!way)
      await say(
        l10n.t('{tool} takes its settings from no file, and its extension does not run in this window.', { tool: seen.name }),
      );
    return way;
  }
  const found: ChangeableTool[] = [];
  for (const tool of tools) {
    const way = wayTo(tool);
    if (way && (way.by === 'profiles' || (await isSetUp(work, way.settings)))) found.push(way);
  }
  if (found.length === 0) {
    await say(l10n.t('No tool whose settings Unwrap can change is set up here.'));
    return null;
  }
  const items = found.map((way) => ({ label: way.tool.name, way }));
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Which tool?') }))?.way ?? null;
}

/** An extension that hands out profiles is changed by them, even where an older or newer one of its kind has files. */
function wayTo(tool: Tool): ChangeableTool | null {
  const holder = findProfiles(tool);
  if (holder) return { tool, by: 'profiles', holder };
  const settings = settingsOfTool(tool.id);
  return settings && { tool, by: 'files', settings };
}

async function isSetUp({ context }: FixWork, settings: ToolSettings): Promise<boolean> {
  const read = await readSettings(settings, await readScope(context)).catch(() => null);
  return read?.texts.some(({ text, level }) => text !== null && level !== 'managed') ?? false;
}
