import { l10n, workspace } from 'vscode';
import type { Observation } from '../engine/model.js';
import type { Seen } from '../engine/sight.js';
import type { SourceView } from '../panel/messages.js';
import type { Owned } from './disposableList.js';
import { reportBroken, type Log } from './log.js';
import type { RunningWire } from './openWire.js';
import { saySources } from './saySources.js';

export interface WireListener {
  readonly onObservation: (observation: Observation, seen: Seen) => void;
  /** It is on now, or off. */
  readonly onSwitch: () => void;
}

/** Holds the wire tap to its setting, at once both ways. While it is off nothing of it is even read. */
export class WireSwitch implements Owned {
  private wanted = false;
  private running: RunningWire | null = null;
  private ready = false;

  constructor(
    private readonly log: Log,
    private readonly listener: WireListener,
  ) {}

  /** It sees all that it is to see. */
  get isOn(): boolean {
    return this.ready;
  }

  set(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (wanted) {
      this.open().catch((error: unknown) => reportBroken(this.log, 'The wire tap', error));
    } else {
      this.close();
      this.listener.onSwitch();
    }
  }

  sources(): readonly SourceView[] {
    if (this.running) return saySources(this.running.sources());
    const reason = workspace.isTrusted
      ? l10n.t('It is off: the setting unwrap.wire.enabled, or the command "Turn the Wire Tap On or Off", turns it on.')
      : l10n.t('In Restricted Mode it is off: trust the workspace first.');
    const label = l10n.t('failed answers of providers, as they come in');
    return [{ toolName: l10n.t('Wire tap'), label, pattern: null, state: 'off', files: [], reason }];
  }

  dispose(): void {
    this.wanted = false;
    this.close();
  }

  private async open(): Promise<void> {
    const { openWire } = await import('./openWire.js');
    // It may have been turned off meanwhile, and on again.
    if (!this.wanted || this.running) return;
    const running = openWire({
      onObservation: this.listener.onObservation,
      onProblem: (message) => this.log.warn(message),
    });
    this.running = running;
    await running.ready;
    if (this.running !== running) return;
    this.ready = true;
    this.listener.onSwitch();
  }

  private close(): void {
    this.running?.dispose();
    this.running = null;
    this.ready = false;
  }
}
