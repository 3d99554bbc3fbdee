import { StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Owned } from './disposableList.js';
import type { EndpointFace } from './endpointFace.js';
import { STATUS_ITEM, type Command } from './ids.js';
import { statusBarFace, type AlertText } from './statusBarFace.js';

/** The status-bar item. `toolNames` is asked at every change: tools are found while the window lives. */
export class StatusBar implements Owned {
  private readonly item = window.createStatusBarItem(STATUS_ITEM, StatusBarAlignment.Right, 100);
  private alert: AlertText | null = null;

  constructor(
    private readonly toolNames: () => readonly string[],
    private readonly isWireOn: () => boolean,
    private readonly endpoint: () => EndpointFace | null,
  ) {
    this.item.name = 'Unwrap';
    this.item.command = 'unwrap.diagnoseLast' satisfies Command;
    this.refresh();
  }

  setVisible(visible: boolean): void {
    if (visible) this.item.show();
    else this.item.hide();
  }

  /** Null is quiet. */
  setAlert(alert: AlertText | null): void {
    this.alert = alert;
    this.refresh();
  }

  refresh(): void {
    const face = statusBarFace(this.alert, this.toolNames(), this.isWireOn(), this.endpoint());
    this.item.text = face.text;
    this.item.tooltip = face.tooltip;
    this.item.backgroundColor = face.alerting ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.accessibilityInformation = { label: face.spoken, role: 'button' };
  }

  dispose(): void {
    this.item.dispose();
  }
}
