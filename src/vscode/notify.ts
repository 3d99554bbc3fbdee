import { window } from 'vscode';
import { explain } from '../engine/explain.js';
import type { Incident } from '../incidents/incident.js';
import { causeKey, isBlocking } from './blocking.js';
import { reportBroken, type Log } from './log.js';
import type { Setting } from './ids.js';
import { sayText } from './sayText.js';
import { withoutLinks } from './withoutLinks.js';

const DIAGNOSE = 'Diagnose';
const FIX = 'Fix…';
const NEVER = "Don't show again";

/** What a notification may do. */
export interface NotifyActions {
  readonly enabled: () => boolean;
  readonly diagnose: (incidentId: string) => void;
  readonly fix: (incidentId: string) => Promise<void>;
  /** Remembers a "Don't show again": in the settings, where it can be seen and taken back. */
  readonly writeSetting: (name: Setting, value: boolean) => Promise<void>;
}

/**
 * Tells of a blocking cause, once a session each: the status bar is enough for whatever passes by itself. Only the window that has
 * the focus tells: tools keep logs that all windows of a person share (`~/.continue/logs`, an extension's global storage), and one
 * failure would be told in each of them.
 */
export function createNotifier(log: Log, actions: NotifyActions): (incident: Incident) => void {
  const told = new Set<string>();
  const tell = async (incident: Incident): Promise<void> => {
    const answer = await window.showWarningMessage(
      withoutLinks(sayText(explain(incident.diagnosis).cause)),
      DIAGNOSE,
      FIX,
      NEVER,
    );
    if (answer === DIAGNOSE) actions.diagnose(incident.id);
    if (answer === FIX) await actions.fix(incident.id);
    if (answer === NEVER) await actions.writeSetting('notifications.enabled', false);
  };
  return (incident) => {
    const key = causeKey(incident.diagnosis);
    if (!isBlocking(incident.diagnosis) || told.has(key) || !actions.enabled() || !window.state.focused) return;
    told.add(key);
    tell(incident).catch((error: unknown) => reportBroken(log, 'The notification', error));
  };
}
