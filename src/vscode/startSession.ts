import { extensions, l10n, Uri, workspace, type ExtensionContext } from 'vscode';
import type { SourceView } from '../panel/messages.js';
import { tools } from '../tools/list.js';
import type { ToolWatch, WatchOptions } from '../watch/watch.js';
import { setContext } from './contextKeys.js';
import type { Desk } from './desk.js';
import type { DisposableList } from './disposableList.js';
import { EndpointSwitch } from './endpointSwitch.js';
import { IncidentView } from './incidentView.js';
import { recallIncidents } from './knownIncidents.js';
import { LiveErrors } from './liveErrors.js';
import { guard, reportBroken, type Log } from './log.js';
import { OnDemand } from './onDemand.js';
import { ProblemList } from './problemList.js';
import type { Session } from './session.js';
import { saySources } from './saySources.js';
import { onSettingsChange, readSettings } from './settings.js';
import { startWatch } from './startWatch.js';
import { StatusBar } from './statusBar.js';
import { onceTrusted } from './trust.js';
import { sayWatchedSide } from './watchedSide.js';
import { WireSwitch } from './wireSwitch.js';

/** Starts what a window runs while nothing fails, each part on its own: one that breaks costs only itself. */
export function startSession(context: ExtensionContext, log: Log, owned: DisposableList): Session {
  let settings = readSettings(log);
  let watch: ToolWatch | null = null;
  let live: LiveErrors | null = null;
  const wire = owned.add(
    new WireSwitch(log, { onObservation: (observation, seen) => tell(observation, seen), onSwitch: () => refresh() }),
  );
  const sources = (): readonly SourceView[] => [...saySources(watch?.sources() ?? []), ...(live?.sources() ?? [])];
  const followedTools = (): string[] => [
    ...new Set(sources().flatMap(({ state, toolName }) => (state === 'followed' ? [toolName] : []))),
  ];
  const isWireOn = (): boolean => wire.isOn;
  let endpoint: EndpointSwitch | null = null;
  const statusBar = guard(log, 'The status bar', () =>
    owned.add(
      new StatusBar(() => ({
        toolNames: followedTools(),
        isTrusted: workspace.isTrusted,
        isWireOn: wire.isOn,
        endpoint: endpoint?.face ?? null,
        side: sayWatchedSide(),
      })),
    ),
  );
  statusBar?.setVisible(settings['statusBar.visible']);

  const problems = guard(log, 'The list of problems', () => owned.add(new ProblemList(log)));

  // Of a window in which nothing fails and no call goes through the endpoint, nothing is counted.
  const chronicle = new OnDemand(owned, async (parts) => {
    const { openChronicle } = await import('./windowChronicle.js');
    const opened = parts.add(openChronicle(context, log, () => showIncidents()));
    await opened.reload();
    return opened;
  });

  const desk: OnDemand<Desk> = new OnDemand(owned, async (parts) => {
    const { openDesk } = await import('./openDesk.js');
    return openDesk(context, log, parts, {
      sources,
      wire: { isOn: isWireOn, sources: () => wire.sources() },
      endpoint: {
        open: async () => (await endpoint?.open()) ?? null,
        port: () => settings['endpoint.port'],
        state: () => endpoint?.state ?? null,
      },
      chronicle: () => chronicle.get(),
      problems: async () => (await problems?.get()) ?? null,
      notifies: () => settings['notifications.enabled'],
      showFailures: (last, alert, applied) => statusBar?.setFailures(last, alert, applied),
      view: {
        isShown: () => view?.isShown ?? false,
        refresh: () => view?.refresh(),
        setUnseen: (count) => view?.setBadge(count === 0 ? null : { value: count, tooltip: sayUnseen(count) }),
      },
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
  const view: IncidentView | null = guard(log, 'The view of the incidents', () =>
    owned.add(
      new IncidentView(
        async () => (await desk.get()).incidentNodes(),
        () => askDesk('The view of the incidents', ({ seeIncidents }) => seeIncidents()),
      ),
    ),
  );
  guard(log, 'What the palette offers', () => recallIncidents(context));
  const showIncidents = (): void => {
    view?.refresh();
    desk.running?.then(({ panel }) => panel.refresh()).catch((error: unknown) => reportBroken(log, 'The panel', error));
  };
  const refresh = (): void => {
    statusBar?.refresh();
    setContext('unwrap.endpointRuns', endpoint?.state === 'running');
    desk.running?.then(({ panel }) => panel.refresh()).catch((error: unknown) => reportBroken(log, 'The panel', error));
  };

  const holdWire = (): void => {
    guard(log, 'The wire tap', () => wire.set(settings['wire.enabled'] && workspace.isTrusted));
  };
  owned.add(
    onSettingsChange(() => {
      settings = readSettings(log);
      statusBar?.setVisible(settings['statusBar.visible']);
      holdWire();
    }),
  );
  owned.add(
    onceTrusted(() => {
      holdWire();
      refresh();
    }),
  );

  endpoint = guard(
    log,
    'The endpoint',
    () =>
      new EndpointSwitch(log, owned, {
        program: Uri.joinPath(context.extensionUri, 'dist', 'extension', 'endpoint.cjs').fsPath,
        port: () => settings['endpoint.port'],
        autoStart: settings['endpoint.autoStart'],
        onExchange: (exchange) => {
          chronicle
            .get()
            .then((counting) => counting.noteExchange(exchange))
            .catch((error: unknown) => reportBroken(log, 'The chronicle', error));
          if (exchange.outcome !== 'failed' && exchange.outcome !== 'broken') return;
          askDesk('The diagnosis of a failure at the endpoint', ({ takeExchange }) => takeExchange(exchange));
        },
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
  return {
    desk,
    flush: async () => {
      await Promise.all([desk.running?.then((opened) => opened.flush()), chronicle.running?.then((opened) => opened.flush())]);
    },
  };
}

function sayUnseen(count: number): string {
  return count === 1
    ? l10n.t('1 new failure that no waiting mends')
    : l10n.t('{count} new failures that no waiting mends', { count });
}
