import { MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Owned } from './disposableList.js';
import { STATUS_ITEM, type Command } from './ids.js';
import { statusBarFace, type FailureText, type StatusFacts } from './statusBarFace.js';

/** The status-bar item. What it tells of the window is asked at every change: tools are found while the window lives. */
export class StatusBar implements Owned {
  private readonly item = window.createStatusBarItem(STATUS_ITEM, StatusBarAlignment.Right, 100);
  private last: FailureText | null = null;
  private alert: FailureText | null = null;
  private applied: string | null = null;

  constructor(private readonly facts: () => Omit<StatusFacts, 'last' | 'alert' | 'applied'>) {
    this.item.name = 'Unwrap';
    this.item.command = 'unwrap.diagnoseLast' satisfies Command;
    this.refresh();
  }

  setVisible(visible: boolean): void {
    if (visible) this.item.show();
    else this.item.hide();
  }

  /** `alert` is the failure that nobody has looked at yet; null is quiet. `applied` tells of a fix that stands. */
  setFailures(last: FailureText | null, alert: FailureText | null, applied: string | null): void {
    this.last = last;
    this.alert = alert;
    this.applied = applied;
    this.refresh();
  }

  refresh(): void {
    const face = statusBarFace({ ...this.facts(), last: this.last, alert: this.alert, applied: this.applied });
    const tooltip = new MarkdownString(face.tooltip, true);
    tooltip.isTrusted = { enabledCommands: face.commands };
    this.item.text = face.text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = face.alerting ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.accessibilityInformation = { label: face.spoken, role: 'button' };
  }

  dispose(): void {
    this.item.dispose();
  }
}
