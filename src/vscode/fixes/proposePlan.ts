import { Position, Range, Uri, window } from 'vscode';
import { applyFix } from '../../fixes/applyFix.js';
import { previewFix, type Preview } from '../../fixes/previewFix.js';
import type { GuideView } from '../../panel/messages.js';
import type { Intent, Plan, Step, ToolSettings } from '../../tools/fix.js';
import type { FixWork } from '../fixWork.js';
import type { PendingChange } from './pendingChange.js';
import { say, tellFailure, warn } from './say.js';
import { fixDesk, readScope } from './settingsScope.js';

const OPEN = 'Open File';

export interface Proposer {
  readonly work: FixWork;
  readonly pending: PendingChange;
  /** Takes a fix of files back, by its id in the journal. */
  readonly undo: (id: string) => Promise<void>;
}

/** Plans a change of a tool's settings, and shows what it would do. Nothing is written before the person says so. */
export async function proposeSettings(
  proposer: Proposer,
  tool: ToolSettings,
  intent: Intent,
  incident: string | null,
): Promise<void> {
  let preview: Preview;
  try {
    preview = await previewFix(tool, intent, await readScope(proposer.work.context));
  } catch (error) {
    await tellFailure(error);
    return;
  }
  const { plan } = preview;
  if (plan.kind !== 'edits') {
    await tellPlan(proposer.work, plan, incident);
    return;
  }
  const { title, effect, notes, steps } = plan;
  await proposer.pending.propose({
    title,
    notes: [...notes, `It takes effect ${effect}.`],
    files: preview.files.filter(({ before, after }) => before !== after),
    make: async () => {
      const { id } = await applyFix(preview, fixDesk());
      return {
        said: `Done: ${title}. It takes effect ${effect}.`,
        undo: () => proposer.undo(id),
        guide: steps.length === 0 ? null : guideOf('What is left to do', steps, [], incident),
      };
    },
    again: () => proposeSettings(proposer, tool, intent, incident),
  });
}

/** What becomes of a plan that changes nothing by itself. */
export async function tellPlan(
  { showGuide }: FixWork,
  plan: Extract<Plan, { kind: 'guided' | 'done' | 'refused' | 'api' }>,
  incident: string | null,
): Promise<void> {
  switch (plan.kind) {
    case 'guided':
      showGuide(guideOf(plan.title, plan.steps, plan.notes, incident));
      return;
    case 'done':
      await say(`${plan.title}.`);
      return;
    case 'refused':
      await tellRefusal(plan);
      return;
    case 'api':
      throw new Error(`No extension is here that could be told to: ${plan.title}`);
  }
}

async function tellRefusal({ reason, remedy, at }: Extract<Plan, { kind: 'refused' }>): Promise<void> {
  const place = at === null ? '' : `${at.path}:${at.line}:${at.column}: `;
  const answer = await warn(`${place}${reason} ${remedy}`, ...(at === null ? [] : [OPEN]));
  if (answer !== OPEN || at === null) return;
  const position = new Position(at.line - 1, at.column - 1);
  await window.showTextDocument(Uri.file(at.path), { selection: new Range(position, position) });
}

function guideOf(title: string, steps: readonly Step[], notes: readonly string[], incident: string | null): GuideView {
  return { title, steps: steps.map(({ text, value }) => ({ text, value: value ?? null })), notes: [...notes], incident };
}
