import { extensions, Uri, type ExtensionContext } from 'vscode';
import type { SourceView } from '../panel/messages.js';
import { tools } from '../tools/list.js';
import type { ToolWatch, WatchOptions } from '../watch/watch.js';
import type { Desk } from './desk.js';
import type { DisposableList } from './disposableList.js';
import { EndpointSwitch } from './endpointSwitch.js';
import { LiveErrors } from './liveErrors.js';
import { guard, reportBroken, type Log } from './log.js';
import { OnDemand } from './onDemand.js';
import type { Session } from './session.js';
import { onSettingsChange, readSettings } from './settings.js';
import { startWatch } from './startWatch.js';
import { StatusBar } from './statusBar.js';
import { WireSwitch } from './wireSwitch.js';

/** Starts what a window runs while nothing fails, each part on its own: one that breaks costs only itself. */
export function startSession(context: ExtensionContext, log: Log, owned: DisposableList): Session {
  let settings = readSettings(log);
  let watch: ToolWatch | null = null;
  let live: LiveErrors | null = null;
  const wire = owned.add(
    new WireSwitch(log, { onObservation: (observation, seen) => tell(observation, seen), onSwitch: () => refresh() }),
  );
  const sources = (): readonly SourceView[] => [...(watch?.sources() ?? []), ...(live?.sources() ?? [])];
  const followedTools = (): string[] => [
    ...new Set(sources().flatMap(({ state, toolName }) => (state === 'followed' ? [toolName] : []))),
  ];
  const isWireOn = (): boolean => wire.isOn;
  let endpoint: EndpointSwitch | null = null;
  const statusBar = guard(log, 'The status bar', () =>
    owned.add(new StatusBar(followedTools, isWireOn, () => endpoint?.face ?? null)),
  );
  statusBar?.setVisible(settings['statusBar.visible']);

  const desk = new OnDemand(owned, async (parts) => {
    const { openDesk } = await import('./openDesk.js');
    return openDesk(context, log, parts, {
      sources,
      wire: { isOn: isWireOn, sources: () => wire.sources() },
      endpoint: {
        open: async () => (await endpoint?.open()) ?? null,
        port: () => settings['endpoint.port'],
        state: () => endpoint?.state ?? null,
      },
      notifies: () => settings['notifications.enabled'],
      showAlert: (alert) => statusBar?.setAlert(alert),
    });
  });

  const askDesk = (what: string, ask: (opened: Desk) => unknown): void => {
    desk
      .get()
      .then(ask)
      .catch((error: unknown) => reportBroken(log, what, error));
  };
  const tell: WatchOptions['onObservation'] = (observation, seen) => {
    askDesk(`The diagnosis of a failure in ${seen.source}`, ({ take }) => take(observation, seen));
  };
  const refresh = (): void => {
    statusBar?.refresh();
    desk.running?.then(({ panel }) => panel.refresh()).catch((error: unknown) => reportBroken(log, 'The panel', error));
  };

  owned.add(
    onSettingsChange(() => {
      settings = readSettings(log);
      statusBar?.setVisible(settings['statusBar.visible']);
      guard(log, 'The wire tap', () => wire.set(settings['wire.enabled']));
    }),
  );
  guard(log, 'The wire tap', () => wire.set(settings['wire.enabled']));

  endpoint = guard(
    log,
    'The endpoint',
    () =>
      new EndpointSwitch(log, owned, {
        program: Uri.joinPath(context.extensionUri, 'dist', 'extension', 'endpoint.cjs').fsPath,
        port: () => settings['endpoint.port'],
        autoStart: settings['endpoint.autoStart'],
        onFailure: (exchange) =>
          askDesk('The diagnosis of a failure at the endpoint', ({ takeExchange }) => takeExchange(exchange)),
        onChange: refresh,
        start: () => askDesk('The endpoint', ({ endpoint: shown }) => shown.start()),
      }),
  );

  watch = guard(log, 'Watching', () => startWatch(context, log, { onObservation: tell, onSourcesChange: refresh }));
  owned.add({ dispose: () => watch?.close() });
  live = guard(log, 'Listening to other extensions', () =>
    owned.add(
      new LiveErrors({
        tools,
        extensions,
        onObservation: tell,
        onProblem: (message) => log.warn(message),
        onSourcesChange: refresh,
      }),
    ),
  );
  return { desk };
}
