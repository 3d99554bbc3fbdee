import { l10n, window, workspace, type QuickPickItem } from 'vscode';
import { setContext } from './contextKeys.js';
import type { EndpointDesk } from './endpointDesk.js';
import { SETTINGS_SECTION, type Setting } from './ids.js';
import { writeSetting } from './settings.js';
import { needTrust } from './trust.js';
import { askForWire } from './wireConsent.js';

/** How far Unwrap goes now, and what takes it further. */
export interface ReachParts {
  readonly isWireOn: () => boolean;
  /** Null where it may not be used. */
  readonly endpointState: () => 'off' | 'running' | null;
  readonly endpoint: Pick<EndpointDesk, 'start' | 'stop'>;
}

interface Reach extends QuickPickItem {
  readonly needsTrust: boolean;
  readonly choose: () => Promise<void>;
}

/** Lets the person say how far Unwrap may go. */
export async function chooseReach(parts: ReachParts): Promise<void> {
  const current = parts.endpointState() === 'running' ? 2 : parts.isWireOn() ? 1 : 0;
  const choices: readonly Reach[] = [
    {
      label: l10n.t('$(eye) Watch Only'),
      detail: l10n.t('Reads the logs of assistants on this machine, and nothing of the network.'),
      needsTrust: false,
      choose: () => watchOnly(parts),
    },
    {
      label: l10n.t('$(pulse) Watch, and Tap the Wire'),
      detail: l10n.t('Sees failed answers of providers too. You are asked first.'),
      needsTrust: true,
      choose: () => tapWire(parts),
    },
    {
      label: l10n.t('$(server) Watch, and Run the Endpoint'),
      detail: l10n.t('Repeats, redirects and explains the calls of assistants that you point at it.'),
      needsTrust: true,
      choose: () => runEndpoint(parts),
    },
  ];
  const items = choices.map((each, index) =>
    Object.assign(each, index === current ? { description: l10n.t('as it is now') } : {}),
  );
  const picked = await window.showQuickPick(items, {
    title: l10n.t('How Far May Unwrap Go?'),
    placeHolder: l10n.t('Each can be changed at any time, in the settings too'),
  });
  if (!picked) return;
  if (picked.needsTrust && !(await needTrust(l10n.t('In Restricted Mode Unwrap only watches: trust the workspace first.'))))
    return;
  setContext('unwrap.reachChosen', true);
  await picked.choose();
}

async function watchOnly(parts: ReachParts): Promise<void> {
  if (parts.isWireOn()) await writeSetting('wire.enabled', false);
  await leaveEndpoint(parts);
}

async function tapWire(parts: ReachParts): Promise<void> {
  if (!parts.isWireOn()) await askForWire();
  await leaveEndpoint(parts);
}

async function runEndpoint({ endpoint }: ReachParts): Promise<void> {
  await writeSetting('endpoint.autoStart', true);
  await endpoint.start();
}

/** It is shared: that it no longer starts by itself ends it for nobody who uses it now. */
async function leaveEndpoint({ endpointState, endpoint }: ReachParts): Promise<void> {
  const startsByItself: unknown = workspace.getConfiguration(SETTINGS_SECTION).get('endpoint.autoStart' satisfies Setting);
  if (startsByItself === true) await writeSetting('endpoint.autoStart', false);
  if (endpointState() !== 'running') return;
  const stop = l10n.t('Stop Endpoint');
  const text = l10n.t('The endpoint still runs, for all windows. Calls to its base URLs fail once it has ended.');
  if ((await window.showInformationMessage(text, stop)) === stop) await endpoint.stop();
}
