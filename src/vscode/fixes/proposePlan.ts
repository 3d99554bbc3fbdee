import { l10n, Position, Range, Uri, window } from 'vscode';
import type { Text } from '../../engine/text.js';
import { applyFix } from '../../fixes/applyFix.js';
import { previewFix, type Preview } from '../../fixes/previewFix.js';
import type { GuideView } from '../../panel/messages.js';
import type { Intent, Plan, Step, ToolSettings } from '../../tools/fix.js';
import type { FixWork } from '../fixWork.js';
import { noteUnreadable } from './noteUnreadable.js';
import type { PendingChange } from './pendingChange.js';
import { say, tellFailure, warn } from './say.js';
import { fixDesk, readScope } from './settingsScope.js';
import { sayFixText } from './sayFixText.js';

const OPEN = l10n.t('Open File');

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
    if (plan.kind === 'refused') {
      await noteUnreadable(proposer.work, tool, () => proposeSettings(proposer, tool, intent, incident));
    }
    await tellPlan(proposer.work, plan, incident);
    return;
  }
  const { steps } = plan;
  const title = sayFixText(plan.title);
  const when = sayFixText(plan.effect);
  await proposer.pending.propose({
    title,
    incident,
    notes: [...plan.notes.map(sayFixText), l10n.t('It takes effect {when}.', { when })],
    files: preview.files.filter(({ before, after }) => before !== after),
    make: async () => {
      const { id } = await applyFix(preview, fixDesk());
      return {
        said: l10n.t('Applied: {title}. It takes effect {when}.', { title, when }),
        undo: () => proposer.undo(id),
        guide: steps.length === 0 ? null : guideOf(l10n.t('What is left to do'), steps, [], incident),
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
      showGuide(guideOf(sayFixText(plan.title), plan.steps, plan.notes, incident));
      return;
    case 'done':
      await say(l10n.t('{title}.', { title: sayFixText(plan.title) }));
      return;
    case 'refused':
      await tellRefusal(plan);
      return;
    case 'api':
      throw new Error(`No extension is here that could be told to: ${plan.title.id}`);
  }
}

async function tellRefusal({ reason, remedy, at }: Extract<Plan, { kind: 'refused' }>): Promise<void> {
  const place = at === null ? '' : `${at.path}:${at.line}:${at.column}: `;
  const answer = await warn(`${place}${sayFixText(reason)} ${sayFixText(remedy)}`, ...(at === null ? [] : [OPEN]));
  if (answer !== OPEN || at === null) return;
  const position = new Position(at.line - 1, at.column - 1);
  await window.showTextDocument(Uri.file(at.path), { selection: new Range(position, position) });
}

function guideOf(title: string, steps: readonly Step[], notes: readonly Text[], incident: string | null): GuideView {
  return {
    title,
    steps: steps.map(({ text, value }) => ({ text: sayFixText(text), value: value ?? null })),
    notes: notes.map(sayFixText),
    incident,
  };
}
