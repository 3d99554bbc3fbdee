import { window, type Memento } from 'vscode';
import type { Incident } from '../incidents/incident.js';
import { isThrownAway } from './isThrownAway.js';
import { reportBroken, type Log } from './log.js';
import { nameOf } from './names.js';
import { writeSetting } from './settings.js';

const TURN_ON = 'Turn On';
const EXPLAIN = 'What Would It See?';
/** That the offer was made, on this machine. */
const OFFERED = 'wire.offered';

const QUESTION = 'Let Unwrap see failed model calls on the wire?';
const DETAIL = `Seen: answers that failed, to calls that extensions in this window make to model providers, gateways and the base URLs in your tools' settings. Their status, their request id, retry and rate-limit headers, and their text.

Never looked at: what is sent (no prompt, no key, no header of a request), answers that succeed (of a stream, beyond its first event), any other host, other windows and other programs.

Keys and prompts are taken out at once. The text stays in memory; the history keeps the diagnosis alone. Nothing is sent anywhere.

It stays on until you turn it off, which takes effect at once: the setting unwrap.wire.enabled, or the command "Turn the Wire Tap On or Off".`;

/** Asks, and turns the wire tap on where the person agrees. */
export async function askForWire(): Promise<void> {
  const answer = await window.showInformationMessage(QUESTION, { modal: true, detail: DETAIL }, TURN_ON);
  if (answer === TURN_ON) await writeSetting('wire.enabled', true);
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
    const text = `${nameOf(tool)} threw away why its call failed. Unwrap can see it on the wire, if you agree.`;
    const answer = await window.showInformationMessage(text, EXPLAIN, 'Not Now');
    // The panel may have been quicker.
    if (answer === EXPLAIN && !isOn()) await askForWire();
  };
  return (incident) => {
    const [tool] = incident.tools;
    if (tool === undefined || !isThrownAway(incident) || isOn() || !notifies() || !window.state.focused) return;
    if (memory.get(OFFERED) === true) return;
    offer(tool).catch((error: unknown) => reportBroken(log, 'The offer of the wire tap', error));
  };
}
