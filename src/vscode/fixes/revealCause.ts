import { l10n, type QuickPickItem, window } from 'vscode';
import type { Incident } from '../../incidents/incident.js';
import type { FixWork } from '../fixWork.js';

interface Way extends QuickPickItem {
  readonly go: () => Promise<void>;
}

/** The ways to see what a tool threw away: with the next failure, or in a text that the person has. */
export async function revealCause(work: FixWork, { tools }: Incident, point: () => Promise<void>): Promise<void> {
  const name = tools[0] === undefined ? l10n.t('Your assistant') : work.nameOf(tools[0]);
  const ways: Way[] = [
    ...(work.isWireOn()
      ? []
      : [
          {
            label: l10n.t('Turn On the Wire Tap…'),
            detail: l10n.t(
              'Sees failed answers to the extensions of this window, if you agree. The next failure then shows its cause.',
            ),
            go: work.askForWire,
          },
        ]),
    ...(work.isEndpointAllowed()
      ? [
          {
            label: l10n.t('Send the Calls Through the Endpoint…'),
            detail: l10n.t('Sees whole answers, repeats what a repeat can mend, and explains the rest.'),
            go: point,
          },
        ]
      : []),
    {
      label: l10n.t('Diagnose the Clipboard'),
      detail: l10n.t(
        "Copy the full error from the tool's details, its output channel, or the gateway's own log of requests first.",
      ),
      go: () => work.diagnoseText('clipboard'),
    },
  ];
  const picked = await window.showQuickPick(ways, {
    title: l10n.t('Ways to See the Cause'),
    placeHolder: l10n.t('{name} kept no more of the answer than that it was a failure', { name }),
  });
  await picked?.go();
}
