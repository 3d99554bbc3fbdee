import { l10n, type Memento } from 'vscode';
import { Journal } from '../fixes/journal.js';
import type { StandingFix } from '../incidents/incidentState.js';
import { tools } from '../tools/list.js';
import { sayFixText } from './fixes/sayFixText.js';
import { fixDesk } from './fixes/settingsScope.js';
import { WindowFixes } from './fixes/windowFixes.js';
import { sayMoment } from './sayMoment.js';

/** A fix that can be undone, in words. */
export interface AppliedFix extends StandingFix {
  readonly title: string;
  /** That it was made, and when it takes effect. */
  readonly said: string;
  /** Of its entry in the journal; null for one that the window remembers. */
  readonly id: string | null;
}

/** The fixes that were applied and not undone, whichever window or command line did it, newest first. */
export async function readStandingFixes(memory: Memento): Promise<AppliedFix[]> {
  const entries = await new Journal(fixDesk().folder).read();
  const inFiles = entries
    .filter(({ state }) => state === 'applied')
    .map(({ id, tool, title: text, effect, stateAt: at }) => {
      const title = sayFixText(text);
      return { id, tool, at, title, said: sayApplied(title, at, effect && sayFixText(effect)) };
    });
  const inWindow = new WindowFixes(memory).read().map((fix) => {
    const { at, title, when } = fix;
    return { id: null, tool: toolOf(fix.undo), at, title, said: sayApplied(title, at, when) };
  });
  return [...inFiles, ...inWindow].toSorted((a, b) => b.at - a.at);
}

/** A route of the endpoint is no tool's. */
function toolOf(undo: ReturnType<WindowFixes['read']>[number]['undo']): string | null {
  if (undo.kind !== 'profile') return null;
  const extensionId = undo.extensionId.toLowerCase();
  return tools.find(({ extension }) => extension?.ids.some((id) => id.toLowerCase() === extensionId))?.id ?? null;
}

function sayApplied(title: string, at: number, when: string | undefined): string {
  const time = sayMoment(at, Date.now());
  return when === undefined
    ? l10n.t('Fix applied, {time}: {title}.', { time, title })
    : l10n.t('Fix applied, {time}: {title}. It takes effect {when}.', { time, title, when });
}
