import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { env, Uri, type ExtensionContext } from 'vscode';
import { advise } from '../engine/advise.js';
import { extractFailures } from '../engine/extract.js';
import type { Sighting } from '../engine/model.js';
import { findProvider } from '../engine/providers/lookup.js';
import { sight } from '../engine/sight.js';
import type { Incident } from '../incidents/incident.js';
import type { TextOrigin } from '../panel/messages.js';
import { Alert } from './alert.js';
import { diagnoseTextFrom } from './commands/diagnoseText.js';
import type { DisposableList } from './disposableList.js';
import { HistoryFile } from './historyFile.js';
import { guard, reportBroken, type Log } from './log.js';
import { createNotifier } from './notify.js';
import { PanelHost } from './panelHost.js';
import { panelState } from './panelState.js';
import type { Session } from './session.js';
import { onSettingsChange, readSettings, writeSetting } from './settings.js';
import { StatusBar } from './statusBar.js';

const WINDOW_ID = 'unwrap.window';

/** Starts every feature of the window, each on its own: one that breaks costs only itself. */
export async function startSession(context: ExtensionContext, log: Log, owned: DisposableList): Promise<Session> {
  const alert = new Alert();
  let settings = readSettings(log);

  const history = new HistoryFile(join(context.globalStorageUri.fsPath, 'history'), await windowId(context), (error) =>
    reportBroken(log, 'The history', error),
  );
  // TEMPORARY until src/incidents lands.
  const incidents: Incident[] = [];

  const panel: PanelHost = owned.add(
    new PanelHost(context.extensionUri, log, {
      stateOf: (target) => panelState(target, { incidents, sources: [], nameOf }),
      lookedAt: (id) => alert.lookAt(id),
      diagnoseText: (from) => diagnoseTextFrom(session, from),
      openLink: async (id, index) => {
        const incident = incidents.find((candidate) => candidate.id === id);
        const link = incident && advise(incident.diagnosis)[index]?.link;
        if (link?.startsWith('https://')) await env.openExternal(Uri.parse(link, true));
      },
    }),
  );
  const notify = createNotifier(log, {
    enabled: () => settings['notifications.enabled'],
    diagnose: (id) => panel.show({ page: 'incident', id }),
    writeSetting,
  });
  const statusBar = guard(log, 'The status bar', () => owned.add(new StatusBar(alert, () => [])));
  statusBar?.setVisible(settings['statusBar.visible']);
  owned.add(
    onSettingsChange(() => {
      settings = readSettings(log);
      statusBar?.setVisible(settings['statusBar.visible']);
    }),
  );

  const take = (sighting: Sighting): Incident => {
    const incident: Incident = {
      id: sighting.id,
      tools: sighting.tool === null ? [] : [sighting.tool],
      firstAt: sighting.at,
      lastAt: sighting.at,
      count: 1,
      diagnosis: sighting.diagnosis,
      sightings: [sighting],
    };
    incidents.push(incident);
    history.save(incidents);
    return incident;
  };
  const session: Session = {
    alert,
    panel,
    lastIncident: () => incidents.at(-1)?.id ?? null,
    diagnose: (text, from) => {
      const seen = sightingsOf(text, from);
      return seen.map(take).at(-1)?.id ?? null;
    },
    flush: () => history.flush(),
  };
  void notify;
  return session;
}

function sightingsOf(text: string, from: TextOrigin): Sighting[] {
  const at = Date.now();
  return extractFailures(text).flatMap(
    (observation) => sight(observation, { id: randomUUID(), tool: null, source: from, at: observation.at ?? at }) ?? [],
  );
}

function nameOf(id: string): string {
  return findProvider(id)?.name ?? id;
}

/** Kept with the workspace's state: the same after a reload, and no other window's. */
async function windowId(context: ExtensionContext): Promise<string> {
  const known = context.workspaceState.get<unknown>(WINDOW_ID);
  if (typeof known === 'string' && /^[\w-]{1,64}$/.test(known)) return known;
  const id = randomUUID();
  await context.workspaceState.update(WINDOW_ID, id);
  return id;
}
