import { readSettings } from '../../fixes/previewFix.js';
import type { FilePosition, ToolSettings } from '../../tools/fix.js';
import { Refusal } from '../../tools/settings/refusal.js';
import type { FixWork } from '../fixWork.js';
import type { Found } from '../problems/fileProblems.js';
import { sayFixText } from './sayFixText.js';
import { readScope } from './settingsScope.js';

/**
 * A file of the tool's settings that cannot be read is the person's to mend: it stands in the list of problems until it is. An
 * organisation's is not theirs.
 */
export async function noteUnreadable(work: FixWork, tool: ToolSettings, again: () => Promise<void>): Promise<void> {
  const unreadable = await findUnreadable(work, tool);
  if (!unreadable) return;
  const { path: file } = unreadable.at;
  await work.noteUnreadable({
    toolName: tool.name,
    file,
    find: async () => {
      const now = await findUnreadable(work, tool);
      return now?.at.path === file ? [now.found] : [];
    },
    again,
  });
}

interface Unreadable {
  readonly at: FilePosition;
  readonly found: Found;
}

async function findUnreadable({ context }: FixWork, tool: ToolSettings): Promise<Unreadable | null> {
  const scope = await readScope(context);
  const { texts } = await readSettings(tool, scope);
  try {
    tool.read({ environment: scope.environment, texts });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { at, reason, remedy } = error;
    if (at === null || texts.some(({ path, level }) => path === at.path && level === 'managed')) return null;
    return {
      at,
      found: { message: `${sayFixText(reason)} ${sayFixText(remedy)}`, line: at.line, column: at.column, repair: null },
    };
  }
}
