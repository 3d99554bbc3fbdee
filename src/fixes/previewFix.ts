/** A fix before it is made: what stands there, what would, and what the plan says of it. Nothing is written. */
import type { Intent, Plan, SettingsScope, SettingsText, ToolSettings } from '../tools/fix.js';
import { applyEdits, type TextEdit } from '../tools/edits/textEdit.js';
import { planFix, Refusal } from '../tools/settings/refusal.js';
import { FixFailure } from './fixFailure.js';
import { decode, readState, type FileState } from './settingsFile.js';
import { fixText } from './fixText.js';

export interface FilePreview {
  /** As the tool names it. */
  readonly path: string;
  /** The file itself, symbolic links followed. */
  readonly target: string;
  /** Null for a file that is made. */
  readonly before: string | null;
  /** The same as `before` for a file that is only touched. */
  readonly after: string;
  /** From `before` to `after`. */
  readonly edits: readonly TextEdit[];
  /** Whether the file begins with a byte order mark, which is in neither text. */
  readonly marked: boolean;
}

export interface Preview {
  readonly tool: string;
  readonly toolName: string;
  readonly intent: Intent;
  readonly plan: Plan;
  /** Empty unless the plan is one of edits. Holds whatever the files hold, keys too: for a diff in the editor or on the terminal alone. */
  readonly files: readonly FilePreview[];
  /** Every file that the plan was made from, as it was. */
  readonly seen: readonly { readonly path: string; readonly digest: string | null }[];
}

/** Throws `FixFailure` where a file cannot be read. */
export async function previewFix(tool: ToolSettings, intent: Intent, scope: SettingsScope): Promise<Preview> {
  const { texts, states } = await readSettings(tool, scope);
  const { environment } = scope;
  const plan = planFix(tool, intent, { environment, texts });
  const files = plan.kind === 'edits' ? plan.files.map(({ path, edits }) => previewFile(states, path, edits)) : [];
  const preview: Preview = {
    tool: tool.id,
    toolName: tool.name,
    intent,
    plan,
    files,
    seen: [...states].map(([path, { digest }]) => ({ path, digest })),
  };
  const unread = whyUnread(tool, scope, texts, files);
  return unread === null ? preview : { ...preview, plan: unread, files: [] };
}

function previewFile(states: ReadonlyMap<string, FileState>, path: string, edits: readonly TextEdit[]): FilePreview {
  const state = states.get(path);
  if (state === undefined) throw new Error(`The plan names ${path}, which is none of the tool's files.`);
  if (state.bytes === null)
    return { path, target: state.target, before: null, after: applyEdits('', edits), edits, marked: false };
  const { text, marked } = decode(path, state.bytes);
  return { path, target: state.target, before: text, after: applyEdits(text, edits), edits, marked };
}

/** What is to be written must read as settings again: the last look before a person's file is touched. */
function whyUnread(
  tool: ToolSettings,
  { environment }: SettingsScope,
  texts: readonly SettingsText[],
  files: readonly FilePreview[],
): Plan | null {
  if (files.length === 0) return null;
  const after = new Map(files.map((file) => [file.path, file.after]));
  try {
    tool.read({
      environment,
      texts: texts.map((each) => ({ path: each.path, level: each.level, text: after.get(each.path) ?? each.text })),
    });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      kind: 'refused',
      reason: fixText('fixes.wouldBreak', { reason: error.reason }),
      remedy: fixText('fixes.makeByHand'),
      at: error.at,
    };
  }
}

export interface ReadSettings {
  readonly texts: readonly SettingsText[];
  /** By path. */
  readonly states: ReadonlyMap<string, FileState>;
}

/** A file of an organisation that may not be read says nothing. */
export async function readSettings(tool: ToolSettings, scope: SettingsScope): Promise<ReadSettings> {
  const states = new Map<string, FileState>();
  const texts: SettingsText[] = [];
  for (const { path, level } of tool.files(scope)) {
    if (states.has(path)) continue;
    const state = await readState(path).catch((error: unknown) => {
      if (level === 'managed' && error instanceof FixFailure) return { target: path, bytes: null, digest: null };
      throw error;
    });
    states.set(path, state);
    texts.push({ path, level, text: state.bytes === null ? null : decode(path, state.bytes).text });
  }
  return { texts, states };
}
