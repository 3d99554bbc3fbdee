import { env, Uri, type ExtensionContext } from 'vscode';
import { advise } from '../engine/advise.js';
import type { Sighting } from '../engine/model.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents, type Added } from '../incidents/incidents.js';
import type { SourceView } from '../panel/messages.js';
import type { ToolWatch } from '../watch/watch.js';
import { Alert } from './alert.js';
import { diagnoseTextFrom } from './commands/diagnoseText.js';
import type { DisposableList } from './disposableList.js';
import { guard, type Log } from './log.js';
import { nameOf } from './names.js';
import { createNotifier } from './notify.js';
import { PanelHost } from './panelHost.js';
import { panelState } from './panelState.js';
import type { Session } from './session.js';
import { onSettingsChange, readSettings, writeSetting } from './settings.js';
import { sightText } from './sightText.js';
import { startWatch } from './startWatch.js';
import { StatusBar } from './statusBar.js';
import { openHistory } from './windowHistory.js';

/** Starts every feature of the window, each on its own: one that breaks costs only itself. */
export async function startSession(context: ExtensionContext, log: Log, owned: DisposableList): Promise<Session> {
  let settings = readSettings(log);
  let watch: ToolWatch | null = null;
  const alert = new Alert();
  const history = await openHistory(context, log);
  const incidents = createIncidents({ history: history.incidents });

  const sources = (): readonly SourceView[] => watch?.sources() ?? [];

  const panel: PanelHost = owned.add(
    new PanelHost(context.extensionUri, log, {
      stateOf: (target) => panelState(target, { list: incidents.list(), find: incidents.find, sources: sources(), nameOf }),
      lookedAt: (id) => alert.lookAt(id),
      diagnoseText: (from) => diagnoseTextFrom(session, from),
      openLink: async (id, index) => {
        const incident = incidents.find(id);
        const link = incident && advise(incident.diagnosis)[index]?.link;
        if (link?.startsWith('https://')) await env.openExternal(Uri.parse(link, true));
      },
    }),
  );

  const take = (sighting: Sighting): Added => {
    const added = incidents.add(sighting);
    if (added.changed) {
      history.save(incidents.list);
      panel.refresh();
    }
    return added;
  };
  const session: Session = {
    alert,
    panel,
    lastIncident: () => incidents.last()?.id ?? null,
    diagnose: (text, from) =>
      sightText(text, from, Date.now())
        .map((sighting) => take(sighting).incident.id)
        .at(-1) ?? null,
    flush: history.flush,
  };

  const followedTools = (): string[] => [
    ...new Set(sources().flatMap(({ state, toolName }) => (state === 'followed' ? [toolName] : []))),
  ];
  const statusBar = guard(log, 'The status bar', () => owned.add(new StatusBar(alert, followedTools)));
  statusBar?.setVisible(settings['statusBar.visible']);

  const alertOf = (incident: Incident, isNews: boolean): void => {
    // By what it is now: the incident that is alerted of may have become part of this one.
    const isAlerted = alert.incident !== null && incidents.find(alert.incident.id)?.id === incident.id;
    if (panel.isLookingAt(incident.id)) {
      if (isAlerted) alert.set(null);
    } else if (isNews || isAlerted) alert.set(incident);
  };

  const notify = createNotifier(log, {
    enabled: () => settings['notifications.enabled'],
    diagnose: (id) => panel.show({ page: 'incident', id }),
    writeSetting,
  });

  owned.add(
    onSettingsChange(() => {
      settings = readSettings(log);
      statusBar?.setVisible(settings['statusBar.visible']);
    }),
  );

  watch = guard(log, 'Watching', () =>
    startWatch(context, log, {
      onSighting: (sighting) => {
        const { incident, changed, isNews } = take(sighting);
        if (!changed) return;
        guard(log, 'The alert', () => alertOf(incident, isNews));
        guard(log, 'The notification', () => notify(incident));
      },
      onSourcesChange: () => {
        statusBar?.refresh();
        panel.refresh();
      },
    }),
  );
  owned.add({ dispose: () => watch?.close() });
  return session;
}
