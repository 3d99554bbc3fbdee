import { setTimeout as rest } from 'node:timers/promises';
import { l10n, ProgressLocation, window } from 'vscode';
import { durationText } from '../../engine/durationText.js';
import type { Incident } from '../../incidents/incident.js';
import type { FixWork } from '../fixWork.js';
import { pressOf } from '../pressOf.js';
import { sayText } from '../sayText.js';
import { toolOf } from '../toolOf.js';
import { retryAtOf } from '../retryAtOf.js';
import { say } from './say.js';

/** So long a person stays with it. After more, the button may be for something else: they are asked again. */
const PATIENCE_MS = 60_000;
const TICK_MS = 1_000;

/**
 * Waits where the cause names a wait, then presses the first button of the tool's chat where it can be told to. That button is for
 * another try only while the failure is the last thing in the chat, so nothing is pressed once the tool has gone on.
 */
export async function retry({ find }: FixWork, incident: Incident): Promise<void> {
  const tool = toolOf(incident);
  const name = tool?.name ?? l10n.t('your assistant');
  const until = retryAtOf(incident) ?? 0;
  const wait = until - Date.now();
  if (wait > 0 && !(await countDown(name, until, tool !== null && pressOf(tool) !== null))) return;
  const press = tool && pressOf(tool);
  if (!press) {
    await say(l10n.t('The wait is over: retry in {name} now.', { name }));
    return;
  }
  if ((find(incident.id)?.lastAt ?? 0) > incident.lastAt) {
    await say(l10n.t('{name} has tried again meanwhile, so its button was not pressed.', { name }));
    return;
  }
  const button = l10n.t('Retry in {name}', { name });
  if (
    wait > PATIENCE_MS &&
    (await say(l10n.t('The wait is over. Is the failure still the last thing in {name}?', { name }), button)) !== button
  )
    return;
  try {
    await press();
  } catch (error) {
    await say(
      l10n.t('{name} could not be told to try again: {reason}', {
        name,
        reason: error instanceof Error ? error.message : String(error),
      }),
    );
  }
}

/** False where the person called it off. */
async function countDown(name: string, until: number, presses: boolean): Promise<boolean> {
  const title = presses ? l10n.t('Retrying in {name}', { name }) : l10n.t('Waiting to retry in {name}', { name });
  return window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, async (progress, stop) => {
    for (;;) {
      const left = until - Date.now();
      if (stop.isCancellationRequested) return false;
      if (left <= 0) return true;
      progress.report({ message: l10n.t('in {wait}', { wait: sayText(durationText(left / TICK_MS)) }) });
      await rest(Math.min(left, TICK_MS));
    }
  });
}
