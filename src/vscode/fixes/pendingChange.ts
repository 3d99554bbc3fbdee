import { homedir } from 'node:os';
import { commands, l10n, type StatusBarItem, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import { FixFailure } from '../../fixes/fixFailure.js';
import type { GuideView } from '../../panel/messages.js';
import type { Owned } from '../disposableList.js';
import type { FixWork } from '../fixWork.js';
import { APPLY_ITEM, type Command } from '../ids.js';
import { withoutIcons } from '../withoutIcons.js';
import { PreviewDocuments, type ChangedFile } from './previewDocuments.js';
import { say, tellFailure, warn } from './say.js';

/** What a change has come to. */
interface Made {
  /** `Switched …; it takes effect …` */
  readonly said: string;
  readonly undo: (() => Promise<void>) | null;
  /** What is left for a person. */
  readonly guide: GuideView | null;
}

/** A change that waits for a person's word. */
export interface Change {
  readonly title: string;
  /** The id of the one that it is for; null for none. */
  readonly incident: string | null;
  /** What a person should know before, as sentences. */
  readonly notes: readonly string[];
  /** Those that would be written; none where it is no file that changes. */
  readonly files: readonly ChangedFile[];
  /** @throws {FixFailure} */
  readonly make: () => Promise<Made>;
  /** Proposes it anew, of files that have changed meanwhile. */
  readonly again: () => Promise<void>;
}

const APPLY = l10n.t('Apply');
const CANCEL = l10n.t('Cancel');
const UNDO = l10n.t('Undo');
const SHOW_REST = l10n.t('Show What Is Left');
const AGAIN = l10n.t('Preview Again');
const TRUST = l10n.t('Manage Workspace Trust');

/** The one change that is previewed, until it is made, dropped, or another takes its place. */
export class PendingChange implements Owned {
  private readonly documents = new PreviewDocuments();
  private waiting: Change | null = null;

  /** Says in words what the icons in the editor's title do, and stays while the notification goes. */
  private item: StatusBarItem | null = null;

  constructor(private readonly work: Pick<FixWork, 'showGuide' | 'onPreviewed' | 'onFixed'>) {}

  async propose(change: Change): Promise<void> {
    this.wait(change);
    if (change.files.length > 0) await this.documents.show(titleOf(change), change.files);
    else await this.documents.close();
    const answer = await say([l10n.t('{title}?', { title: change.title }), ...change.notes].join(' '), APPLY, CANCEL);
    // The notification stays after the change was made or dropped in another way.
    if (this.waiting !== change) {
      if (answer === APPLY) await say(l10n.t('Nothing was done: that preview is over.'));
      return;
    }
    if (answer === APPLY) await this.apply();
    else if (answer === CANCEL) await this.cancel();
  }

  async apply(): Promise<void> {
    if (!(await isTrusted())) return;
    const change = this.waiting;
    if (!change) {
      await say(l10n.t('No fix is previewed that could be applied.'));
      return;
    }
    this.wait(null);
    await this.documents.close();
    let made: Made;
    try {
      made = await change.make();
    } catch (error) {
      const isStale = error instanceof FixFailure && error.code === 'changed';
      if ((await tellFailure(error, ...(isStale ? [AGAIN] : []))) === AGAIN) await change.again();
      return;
    }
    this.work.onFixed(change.incident);
    const { said, undo, guide } = made;
    const answer = await say(said, ...(undo ? [UNDO] : []), ...(guide ? [SHOW_REST] : []));
    if (answer === UNDO) await undo?.();
    if (answer === SHOW_REST && guide) this.work.showGuide(guide);
  }

  async cancel(): Promise<void> {
    const { waiting } = this;
    this.wait(null);
    await this.documents.close();
    if (!waiting) await say(l10n.t('No fix is previewed that could be cancelled.'));
  }

  dispose(): void {
    this.wait(null);
    this.documents.dispose();
  }

  private wait(change: Change | null): void {
    this.waiting = change;
    this.item?.dispose();
    this.item = change && showItem(change.title);
    this.work.onPreviewed(change !== null);
  }
}

function showItem(title: string): StatusBarItem {
  const item = window.createStatusBarItem(APPLY_ITEM, StatusBarAlignment.Right, 101);
  item.name = l10n.t('Unwrap: Apply Fix');
  item.text = `$(check) ${l10n.t('Apply Fix')}`;
  item.tooltip = withoutIcons(title);
  item.command = 'unwrap.applyFix' satisfies Command;
  // The editor takes this colour and that of errors, and no other.
  item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  item.accessibilityInformation = { label: l10n.t('Apply the fix: {title}', { title }), role: 'button' };
  item.show();
  return item;
}

/** Where it is one file, with its name. */
function titleOf({ title, files }: Change): string {
  const [only] = files;
  if (files.length !== 1 || !only) return l10n.t('{title} (preview)', { title });
  const home = homedir();
  const isBelow = only.path.startsWith(home) && /^[/\\]/.test(only.path.slice(home.length));
  return l10n.t('{title}: {file} (preview)', { title, file: isBelow ? `~${only.path.slice(home.length)}` : only.path });
}

/** In a workspace that is not trusted no settings are written; the person is told so. */
export async function isTrusted(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const answer = await warn(l10n.t('In Restricted Mode Unwrap changes no settings: trust the workspace first.'), TRUST);
  if (answer === TRUST) await commands.executeCommand('workbench.trust.manage');
  return false;
}
