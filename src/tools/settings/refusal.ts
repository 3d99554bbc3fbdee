/** Why a fix cannot be planned, thrown from the depth of a planner; `planFix` turns it into data. */
import type { Text } from '../../engine/text.js';
import type { FilePosition, Intent, Plan, Settings, ToolSettings } from '../fix.js';
import { mistakeOf } from '../edits/mistakeOf.js';
import { positionAt } from '../edits/textEdit.js';
import { planText } from '../texts/planText.js';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** @param remedy what a person can do instead, a sentence */
  constructor(
    readonly reason: Text,
    readonly remedy: Text,
    readonly at: FilePosition | null = null,
  ) {
    super(reason.id);
  }
}

/** A text of a file, to say where in it something stands. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

export function refuseAt({ path, text }: FileText, offset: number, reason: Text, remedy: Text): Refusal {
  return new Refusal(reason, remedy, { path, ...positionAt(text, offset) });
}

/** What a parser throws beside its list of mistakes: nesting beyond its stack, aliases that multiply. Such a file was not written by a person. */
export function refuseUnreadable({ path }: FileText, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const said = error instanceof Error ? error.message : String(error);
  const reason = planText('refuse.unreadable', { reason: mistakeOf(said) });
  return new Refusal(reason, planText('remedy.untouched'), { path, line: 1, column: 1 });
}

export function refuseUnknownFile(tool: string): Refusal {
  return new Refusal(planText('refuse.noSettings', { tool }), planText('remedy.inTool', { tool }));
}

export function planFix(tool: ToolSettings, intent: Intent, settings: Settings): Plan {
  try {
    return tool.plan(intent, settings);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', reason: error.reason, remedy: error.remedy, at: error.at };
  }
}
