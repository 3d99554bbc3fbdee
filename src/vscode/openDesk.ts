import { commands, env, Uri, type ExtensionContext } from 'vscode';
import { advise } from '../engine/advise.js';
import type { Diagnosis, Sighting } from '../engine/model.js';
import { sight } from '../engine/sight.js';
import { WIRE } from '../engine/sources.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents, type Added } from '../incidents/incidents.js';
import type { SourceView } from '../panel/messages.js';
import { Alert } from './alert.js';
import { isBlocking } from './blocking.js';
import { chosenIncident } from './chosenIncident.js';
import { setContext } from './contextKeys.js';
import type { Desk } from './desk.js';
import type { EndpointDesk, EndpointDeskParts } from './endpointDesk.js';
import type { DisposableList } from './disposableList.js';
import { diagnoseText, diagnoseTextFrom } from './diagnoseText.js';
import { failureText } from './failureText.js';
import { createFixDesk } from './fixDesk.js';
import { IncidentStates } from './incidentStates.js';
import { noteIncidents } from './knownIncidents.js';
import { EXTENSION_ID, WALKTHROUGH } from './ids.js';
import { withFixNews } from './fixNews.js';
import { guard, reportBroken, type Log } from './log.js';
import { FailedExchanges } from './moments.js';
import { nameOf } from './names.js';
import { createNotifier } from './notify.js';
import { OnDemand } from './onDemand.js';
import { PanelHost } from './panelHost.js';
import { panelState } from './panelState.js';
import { quickFixes } from './quickFixes.js';
import { Samples } from './sample.js';
import { writeSetting } from './settings.js';
import { sightExchange } from './sightExchange.js';
import { sightText } from './sightText.js';
import type { FailureText } from './statusBarFace.js';
import { Unseen } from './unseen.js';
import type { WindowChronicle } from './windowChronicle.js';
import { openHistory } from './windowHistory.js';
import { sayWatched } from './watchedSide.js';
import { askForWire, createWireOffer } from './wireConsent.js';

/** What the desk needs of the session. */
export interface DeskSession {
  readonly sources: () => readonly SourceView[];
  readonly wire: { readonly isOn: () => boolean; readonly sources: () => readonly SourceView[] };
  readonly endpoint: Pick<EndpointDeskParts, 'open' | 'port'> & {
    /** Null where it may not be used. */
    readonly state: () => 'off' | 'running' | null;
  };
  readonly chronicle: () => Promise<WindowChronicle>;
  /** Null where there is no list. */
  readonly problems: EndpointDeskParts['problems'];
  /** Whether the person wants notifications. */
  readonly notifies: () => boolean;
  /** `alert` is the failure that nobody has looked at yet; null is quiet. `applied` tells of a fix that stands. */
  readonly showFailures: (last: FailureText | null, alert: FailureText | null, applied: string | null) => void;
  /** The view with the incidents. */
  readonly view: { readonly isShown: () => boolean; readonly refresh: () => void; readonly setUnseen: (count: number) => void };
}

export async function openDesk(context: ExtensionContext, log: Log, owned: DisposableList, session: DeskSession): Promise<Desk> {
  const alert = new Alert();
  const [history, chronicle] = await Promise.all([openHistory(context, log), session.chronicle()]);
  const incidents = createIncidents({ history: history.incidents });
  const samples = new Samples();
  const find = (id: string): Incident | null => incidents.find(id) ?? samples.find(id);
  const unseen = new Unseen(session.view.setUnseen);
  let isNoted = false;
  const showFailures = (): void => {
    const last = incidents.last();
    const { incident } = alert;
    session.showFailures(last && failureText(last), incident && failureText(incident), states.lastFix?.said ?? null);
    if (last && !isNoted) {
      isNoted = true;
      noteIncidents(context);
    }
  };
  const failedExchanges = new FailedExchanges();
  const states = owned.add(
    new IncidentStates({
      readFixes: async () => (await import('./standingFixes.js')).readStandingFixes(context.globalState),
      answers: () => chronicle.answers,
      onChange: () => {
        const { incident } = alert;
        if (incident && states.fixOf(incident)) dealtWith(incident.id);
        panel.refresh();
        session.view.refresh();
        showFailures();
      },
      onFailure: (error) => reportBroken(log, 'The look at applied fixes', error),
    }),
  );
  owned.add(alert.onChange(showFailures));
  showFailures();
  // Those of before the window was loaded anew can be undone, too.
  states.refresh();

  /** A fix was applied to it: what of it fails from now on is news. */
  const dealtWith = (id: string): void => {
    alert.lookAt(id);
    unseen.see(id);
  };

  const openLink = async (id: string, index: number): Promise<void> => {
    const incident = find(id);
    const link = incident && advise(incident.diagnosis)[index]?.link;
    if (link?.startsWith('https://')) await env.openExternal(Uri.parse(link, true));
  };

  const panel: PanelHost = owned.add(
    new PanelHost(context.extensionUri, log, {
      stateOf: (target) =>
        panelState(target, {
          list: incidents.list(),
          find,
          sources: session.sources(),
          notes: sayWatched(),
          wire: { isOn: session.wire.isOn(), sources: session.wire.sources() },
          endpoint: session.endpoint.state(),
          attemptsOf: failedExchanges.attemptsOf,
          isSample: (id) => samples.find(id) !== null,
          stateOf: states.stateOf,
          chronicle: () => chronicle.current(),
          fixesOf: (incident) => fixes.describe(incident),
          nameOf,
        }),
      lookedAt: (id) => {
        alert.lookAt(id);
        unseen.see(id);
      },
      askForWire,
      startEndpoint: () => endpoint.start(),
      copyBaseUrl: (id) => endpoint.copyBaseUrl(find(id)?.diagnosis ?? null),
      diagnoseText: (from) => diagnoseTextFrom(desk, from),
      fix: (id, action) => fixes.act(id, action),
      copyText: async (text) => env.clipboard.writeText(text),
      openLink,
    }),
  );

  const endpoint = endpointOnDemand(owned, {
    open: session.endpoint.open,
    port: session.endpoint.port,
    failures: () => incidents.list().map(({ diagnosis }) => diagnosis),
    showExchange: (exchange) => {
      const shown = incidents.list().find(({ sightings }) => sightings.some(({ id }) => id.startsWith(`${exchange}/`)));
      if (shown) panel.show({ page: 'incident', id: shown.id });
    },
    nameOf,
    problems: session.problems,
    log,
  });

  const fixes = withFixNews(
    createFixDesk(
      {
        context,
        log,
        find,
        last: incidents.last,
        openEndpoint: session.endpoint.open,
        isEndpointAllowed: () => session.endpoint.state() !== null,
        startEndpoint: () => endpoint.start(),
        isWireOn: session.wire.isOn,
        askForWire,
        diagnoseText: (from) => diagnoseTextFrom(desk, from),
        openLink,
        showIncident: (id) => panel.show({ page: 'incident', id }),
        showGuide: (guide) => panel.show({ page: 'guide', guide }),
        noteUnreadable: async (unreadable) => (await session.problems())?.noteSettings(unreadable),
        onPreviewed: (isPreviewed) => {
          setContext('unwrap.fixPreviewed', isPreviewed);
          states.refresh();
        },
        onFixed: (incidentId) => {
          if (incidentId !== null) dealtWith(incidentId);
          states.refresh();
        },
        fixOf: states.fixOf,
        refresh: () => panel.refresh(),
        nameOf,
      },
      owned,
    ),
    () => states.refresh(),
  );

  const keep = (sighting: Sighting): Added => {
    const added = incidents.add(sighting);
    if (added.changed) {
      history.save(incidents.list);
      panel.refresh();
      session.view.refresh();
      showFailures();
    }
    return added;
  };

  const alertOf = (incident: Incident, isNews: boolean): void => {
    // By what it is now: the incident that is alerted of may have become part of this one.
    const isAlerted = alert.incident !== null && incidents.find(alert.incident.id)?.id === incident.id;
    if (panel.isLookingAt(incident.id)) {
      if (isAlerted) alert.set(null);
    } else if (isNews || isAlerted) alert.set(incident);
  };

  const isSeen = (id: string): boolean => session.view.isShown() || panel.isLookingAt(id);

  const notify = createNotifier(log, {
    enabled: session.notifies,
    diagnose: (id) => panel.show({ page: 'incident', id }),
    quickFixes: (incident) => quickFixes(incident, fixes.describe(incident).actions),
    fix: (id, fix) => (fix.by === 'link' ? openLink(id, fix.index) : fixes.act(id, fix.action)),
    writeSetting,
  });

  const offerWire = createWireOffer(log, context.globalState, { isOn: session.wire.isOn, notifies: session.notifies });

  const tell = (sighting: Sighting): void => {
    const { incident, changed, isNews } = keep(sighting);
    if (!changed) return;
    if (isNews) {
      const diagnosis = (): Diagnosis => incidents.find(incident.id)?.diagnosis ?? sighting.diagnosis;
      chronicle.noteFailure(sighting.at, () => ({ diagnosis: diagnosis(), prints: incidents.printsOf(sighting) }));
    }
    guard(log, 'The alert', () => alertOf(incident, isNews));
    guard(log, 'The notification', () => notify(incident));
    if (isNews && isBlocking(incident.diagnosis) && !isSeen(incident.id)) unseen.add(incident.id);
    guard(log, 'The offer of the wire tap', () => offerWire(incident));
  };

  const desk: Desk = {
    alert,
    panel,
    take: (observation, seen) => {
      const sighting = sight(observation, seen);
      // A call that the person stopped is no failure to them, and no log need say so.
      if (!sighting || (seen.source === WIRE && sighting.diagnosis.category === 'cancelled')) return;
      tell(sighting);
    },
    takeExchange: (exchange) => {
      failedExchanges.keep(exchange);
      for (const sighting of sightExchange(exchange)) tell(sighting);
    },
    endpoint,
    fixes,
    incidentNodes: async () => {
      const { incidentNodes } = await import('./incidentNodes.js');
      return incidentNodes(incidents.list(), { stateOf: states.stateOf, nameOf, now: Date.now() });
    },
    seeIncidents: () => unseen.see(null),
    openWalkthrough: async () => {
      await commands.executeCommand('workbench.action.openWalkthrough', `${EXTENSION_ID}#${WALKTHROUGH}`, false);
    },
    showSample: () => panel.show({ page: 'incident', id: samples.add() }),
    chosenIncident,
    chooseReach: async () => {
      const { chooseReach } = await import('./reach.js');
      await chooseReach({ isWireOn: session.wire.isOn, endpointState: session.endpoint.state, endpoint });
    },
    lastIncident: () => incidents.last()?.id ?? null,
    diagnoseText: () => diagnoseText(desk),
    diagnose: (text, from) =>
      sightText(text, from, Date.now())
        .map((sighting) => keep(sighting).incident.id)
        .at(-1) ?? null,
    answerAgent: async (asked) => {
      const { answerQuery } = await import('../incidents/answerQuery.js');
      return answerQuery(asked, { incidents: incidents.list(), since: null, now: Date.now(), nameOf }).text;
    },
    historyFile: history.file,
    toggleWire: async () => {
      if (session.wire.isOn()) await writeSetting('wire.enabled', false);
      else await askForWire();
    },
    flush: history.flush,
  };
  return desk;
}

/** A window in which something fails need not be one whose endpoint a person deals with. */
function endpointOnDemand(owned: DisposableList, parts: EndpointDeskParts): EndpointDesk {
  const opening = new OnDemand(owned, async () => {
    const { createEndpointDesk } = await import('./endpointDesk.js');
    return createEndpointDesk(parts);
  });
  return {
    start: async () => (await opening.get()).start(),
    stop: async () => (await opening.get()).stop(),
    show: async () => (await opening.get()).show(),
    copyBaseUrl: async (first) => (await opening.get()).copyBaseUrl(first),
  };
}
