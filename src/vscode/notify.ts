import { l10n, window } from 'vscode';
import { explain } from '../engine/explain.js';
import type { Incident } from '../incidents/incident.js';
import { causeKey, isBlocking } from './blocking.js';
import { reportBroken, type Log } from './log.js';
import type { Setting } from './ids.js';
import type { QuickFix } from './quickFixes.js';
import { sayText } from './sayText.js';
import { withoutLinks } from './withoutLinks.js';

/** So long a notification is in the way. */
const APART_MS = 30_000;

/** What a notification may do. */
export interface NotifyActions {
  readonly enabled: () => boolean;
  readonly diagnose: (incidentId: string) => void;
  /** What a click can begin. */
  readonly quickFixes: (incident: Incident) => readonly QuickFix[];
  readonly fix: (incidentId: string, fix: QuickFix) => Promise<void>;
  /** Remembers a "Don't show again": in the settings, where it can be seen and taken back. */
  readonly writeSetting: (name: Setting, value: boolean) => Promise<void>;
}

/**
 * Tells of a blocking cause, once a session each: the status bar is enough for whatever passes by itself. Only the window that has
 * the focus tells: tools keep logs that all windows of a person share (`~/.continue/logs`, an extension's global storage), and one
 * failure would be told in each of them. And one at a time: where several causes come together, a further one is told of when it is
 * met again.
 */
export function createNotifier(log: Log, actions: NotifyActions): (incident: Incident) => void {
  const told = new Set<string>();
  let toldAt = -Infinity;
  const tell = async (incident: Incident): Promise<void> => {
    const { id, diagnosis } = incident;
    const fixes = actions.quickFixes(incident);
    const diagnose = l10n.t('Diagnose');
    const never = l10n.t("Don't Show Again");
    const labels = fixes.map(({ label }) => label);
    const text = withoutLinks(sayText(explain(diagnosis).cause));
    const answer = await window.showWarningMessage(text, ...labels, diagnose, never);
    const chosen = fixes.find(({ label }) => label === answer);
    if (chosen) await actions.fix(id, chosen);
    if (answer === diagnose) actions.diagnose(id);
    if (answer === never) await actions.writeSetting('notifications.enabled', false);
  };
  return (incident) => {
    const key = causeKey(incident.diagnosis);
    if (!isBlocking(incident.diagnosis) || told.has(key) || !actions.enabled() || !window.state.focused) return;
    // No clock that is set in between.
    const now = performance.now();
    if (now - toldAt < APART_MS) return;
    toldAt = now;
    told.add(key);
    tell(incident).catch((error: unknown) => reportBroken(log, 'The notification', error));
  };
}
