import { l10n } from 'vscode';
import { FixFailure } from '../../fixes/fixFailure.js';
import { listFixes } from '../../fixes/listFixes.js';
import { previewUndo, undoFix } from '../../fixes/undoFix.js';
import type { Incident } from '../../incidents/incident.js';
import { fixOf } from '../../incidents/incidentState.js';
import type { FixWork } from '../fixWork.js';
import { readStandingFixes } from '../standingFixes.js';
import { findRunning } from './endpointUse.js';
import { isTrusted, type PendingChange } from './pendingChange.js';
import { undoProfile } from './proposeProfile.js';
import { undoRoute } from './proposeRoute.js';
import { say, tellFailure } from './say.js';
import { fixDesk } from './settingsScope.js';
import type { WindowFix, WindowFixes } from './windowFixes.js';
import { sayFixText } from './sayFixText.js';

const KEEP_LATER = l10n.t('Take Out the Fix Alone');

export interface UndoDesk {
  readonly undoLast: () => Promise<void>;
  /** Of the fix of that incident that stands; of the last one where none does. */
  readonly undoOf: (incident: Incident) => Promise<void>;
  readonly undoFile: (id: string) => Promise<void>;
  readonly undoWindow: (fix: WindowFix) => Promise<void>;
}

export function createUndo(work: FixWork, pending: PendingChange, made: WindowFixes): UndoDesk {
  const undoFile = async (id: string): Promise<void> => {
    if (!(await isTrusted())) return;
    try {
      const { title } = await undoFix(id, fixDesk());
      work.onFixed(null);
      await say(l10n.t('Undone. {title}. The settings are as they were.', { title: sayFixText(title) }));
    } catch (error) {
      const isChanged = error instanceof FixFailure && error.code === 'changed-since';
      if ((await tellFailure(error, ...(isChanged ? [KEEP_LATER] : []))) === KEEP_LATER) await proposeTakingOut(id);
    }
  };

  /** Of a file that has gone on since, the fix's own change alone is taken out: that is looked at first. */
  const proposeTakingOut = async (id: string): Promise<void> => {
    const options = { keepLater: true };
    try {
      const { entry, files } = await previewUndo(id, fixDesk(), options);
      await pending.propose({
        title: l10n.t('Take back: {title}', { title: sayFixText(entry.title) }),
        incident: null,
        notes: [l10n.t('What was changed since stays.')],
        files,
        make: async () => {
          const { title } = await undoFix(id, fixDesk(), options);
          return {
            said: l10n.t('Undone. {title}. What was changed since is kept.', { title: sayFixText(title) }),
            undo: null,
            guide: null,
          };
        },
        again: () => proposeTakingOut(id),
      });
    } catch (error) {
      await tellFailure(error);
    }
  };

  const undoWindow = async (fix: WindowFix): Promise<void> => {
    if (!(await isTrusted())) return;
    try {
      if (fix.undo.kind === 'profile') await undoProfile(fix.undo);
      else await undoRoute(await findRunning(work), fix.undo);
      await made.remove(fix);
      work.onFixed(null);
      await say(l10n.t('Undone. {title}.', { title: fix.title }));
    } catch (error) {
      await tellFailure(error);
    }
  };

  const undoLast = async (): Promise<void> => {
    const desk = fixDesk();
    const ofFiles = (await listFixes(desk.folder, desk.now())).find(({ state }) => state === 'applied');
    const [ofWindow] = made.read();
    if (ofWindow && ofWindow.at > (ofFiles?.at ?? 0)) await undoWindow(ofWindow);
    else if (ofFiles) await undoFile(ofFiles.id);
    else await say(l10n.t('There is no fix to undo.'));
  };

  const undoOf = async (incident: Incident): Promise<void> => {
    const fix = fixOf(incident, await readStandingFixes(work.context.globalState));
    const ofWindow = fix && made.read().find(({ at }) => at === fix.at);
    if (fix && fix.id !== null) await undoFile(fix.id);
    else if (ofWindow) await undoWindow(ofWindow);
    else await undoLast();
  };

  return { undoFile, undoWindow, undoLast, undoOf };
}
