import { l10n, window, workspace, type Memento } from 'vscode';
import type { Incident } from '../incidents/incident.js';
import { isThrownAway } from './isThrownAway.js';
import { reportBroken, type Log } from './log.js';
import { nameOf } from './names.js';
import { writeSetting } from './settings.js';
import { needTrust } from './trust.js';

/** That the offer was made, on this machine. */
const OFFERED = 'wire.offered';

/** Asks, and turns the wire tap on where the person agrees. */
export async function askForWire(): Promise<void> {
  if (!(await needTrust(l10n.t('In Restricted Mode the wire tap stays off: trust the workspace first.')))) return;
  const turnOn = l10n.t('Turn On');
  const detail = [
    l10n.t(
      "Seen: answers that failed, to calls that extensions in this window make to model providers, gateways and the base URLs in your tools' settings. Their status, their request id, retry and rate-limit headers, and their text.",
    ),
    l10n.t(
      'Never looked at: what is sent (no prompt, no key, no header of a request), answers that succeed (of a stream, beyond its first event), any other host, other windows and other programs.',
    ),
    l10n.t(
      'Keys and prompts are taken out at once. The text stays in memory; the history keeps the diagnosis alone. Nothing is sent anywhere.',
    ),
    l10n.t(
      'It stays on until you turn it off, which takes effect at once: the setting unwrap.wire.enabled, or the command "Turn the Wire Tap On or Off".',
    ),
  ].join('\n\n');
  const question = l10n.t('Let Unwrap see failed model calls on the wire?');
  const answer = await window.showInformationMessage(question, { modal: true, detail }, turnOn);
  if (answer === turnOn) await writeSetting('wire.enabled', true);
}

export interface WireOffer {
  readonly isOn: () => boolean;
  /** Whether the person wants notifications. */
  readonly notifies: () => boolean;
}

/** Offers the wire tap once on a machine, with the first failure of which a tool kept no cause. The panel offers it with each. */
export function createWireOffer(log: Log, memory: Memento, { isOn, notifies }: WireOffer): (incident: Incident) => void {
  const offer = async (tool: string): Promise<void> => {
    await memory.update(OFFERED, true);
    const text = l10n.t('{tool} threw away why its call failed. Unwrap can see it on the wire, if you agree.', {
      tool: nameOf(tool),
    });
    const explain = l10n.t('What Would It See?');
    const answer = await window.showInformationMessage(text, explain, l10n.t('Not Now'));
    // The panel may have been quicker.
    if (answer === explain && !isOn()) await askForWire();
  };
  return (incident) => {
    const [tool] = incident.tools;
    if (tool === undefined || !isThrownAway(incident) || isOn() || !notifies() || !window.state.focused || !workspace.isTrusted)
      return;
    if (memory.get(OFFERED) === true) return;
    offer(tool).catch((error: unknown) => reportBroken(log, 'The offer of the wire tap', error));
  };
}
