/** Plans on texts that stand for files, and what becomes of them. */
import { expect } from 'vitest';
import { applyEdits } from '../../../src/tools/edits/textEdit.js';
import type { Configured, Intent, Plan, SettingsScope, SettingsText, ToolSettings } from '../../../src/tools/fix.js';
import { planFix } from '../../../src/tools/settings/refusal.js';

export const scopeOn = (platform: 'linux' | 'darwin' | 'win32', env: Record<string, string> = {}): SettingsScope => ({
  environment: {
    platform,
    home: platform === 'win32' ? 'C:\\Users\\ada' : platform === 'darwin' ? '/Users/ada' : '/home/ada',
    env,
  },
  project:
    platform === 'win32' ? 'C:\\Users\\ada\\work\\app' : platform === 'darwin' ? '/Users/ada/work/app' : '/home/ada/work/app',
  userFolders: [platform === 'win32' ? 'C:\\Users\\ada\\AppData\\Roaming\\Code\\User' : '/home/ada/.config/Code/User'],
});

/** By the end of the path. */
export type Files = Readonly<Record<string, string>>;

export function textsOf(tool: ToolSettings, files: Files, scope = scopeOn('linux')): SettingsText[] {
  const texts = tool.files(scope).map((file) => {
    const name = Object.keys(files).find((ending) => file.path.endsWith(ending));
    return { path: file.path, level: file.level, text: name === undefined ? null : (files[name] ?? null) };
  });
  for (const name of Object.keys(files)) expect(texts.map(({ path }) => path)).toContainEqual(expect.stringContaining(name));
  return texts;
}

export interface Planned {
  readonly plan: Plan;
  /** Of the files that the plan changes, by path. */
  readonly after: ReadonlyMap<string, string>;
  /** What the tool's settings say once the plan is carried out. */
  readonly configured: Configured;
}

/** Plans, carries out, and holds the plan to what every plan must be: undone byte for byte, and at its end once it is carried out. */
export function carryOut(tool: ToolSettings, intent: Intent, files: Files, scope = scopeOn('linux')): Planned {
  const texts = textsOf(tool, files, scope);
  const settings = { environment: scope.environment, texts };
  const plan = planFix(tool, intent, settings);
  if (plan.kind !== 'edits') return { plan, after: new Map(), configured: tool.read(settings) };
  const after = new Map<string, string>();
  for (const { path, edits } of plan.files) {
    const text = texts.find((each) => each.path === path)?.text ?? '';
    const changed = applyEdits(text, edits);
    after.set(path, changed);
    expect(undo(changed, edits, text)).toBe(text);
    expect(commentsOf(changed)).toEqual(commentsOf(text));
  }
  const next = {
    environment: scope.environment,
    texts: texts.map(({ path, level, text }) => ({ path, level, text: after.get(path) ?? text })),
  };
  return { plan, after, configured: tool.read(next) };
}

/** The edits backwards. */
function undo(changed: string, edits: Extract<Plan, { kind: 'edits' }>['files'][number]['edits'], before: string): string {
  let shift = 0;
  const inverse = edits
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, length, text }) => {
      const edit = { offset: offset + shift, length: text.length, text: before.slice(offset, offset + length) };
      shift += text.length - length;
      return edit;
    });
  return applyEdits(changed, inverse);
}

function commentsOf(text: string): string[] {
  return text.match(/(?:\/\/|#) c\d+/g) ?? [];
}

/** In the given line ends. */
export function withEnds(text: string, ends: '\n' | '\r\n'): string {
  return text.replaceAll('\n', ends);
}
