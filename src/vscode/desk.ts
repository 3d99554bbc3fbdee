import type { Exchange } from '../endpoint/exchange.js';
import type { Observation } from '../engine/model.js';
import type { Seen } from '../engine/sight.js';
import type { TextOrigin } from '../panel/messages.js';
import type { Alert } from './alert.js';
import type { EndpointDesk } from './endpointDesk.js';
import type { FixDesk } from './fixWork.js';
import type { IncidentNode } from './incidentView.js';
import type { PanelHost } from './panelHost.js';

/**
 * Where the failures of a window are diagnosed, kept and shown. It is opened by the first failure, or by the first command: a
 * window in which nothing fails reads neither the engine nor the history.
 */
export interface Desk {
  readonly alert: Alert;
  readonly panel: PanelHost;
  /** Diagnoses what a tool's reader has seen in a log, and tells of it where it is a failure. */
  readonly take: (observation: Observation, seen: Seen) => void;
  /** Tells of what the endpoint saw fail. */
  readonly takeExchange: (exchange: Exchange) => void;
  readonly endpoint: EndpointDesk;
  readonly fixes: FixDesk;
  /** The id of the newest incident, null where nothing has failed. */
  readonly lastIncident: () => string | null;
  /** What the view of the incidents shows. */
  readonly incidentNodes: () => Promise<readonly IncidentNode[]>;
  /** The incidents are in front of the person. */
  readonly seeIncidents: () => void;
  readonly openWalkthrough: () => Promise<void>;
  /** Shows an incident that was made up to be looked at, and that is in no history. */
  readonly showSample: () => void;
  /** The id of the incident that the view hands over to a command; null for anything else. */
  readonly chosenIncident: (chosen: unknown) => string | null;
  /** Lets the person say how far Unwrap may go. */
  readonly chooseReach: () => Promise<void>;
  /** Diagnoses what is selected, else what the clipboard holds, and shows what came of it. */
  readonly diagnoseText: () => Promise<void>;
  /** Diagnoses a text that a person gave; the id of its last incident, null where it reports no failure. */
  readonly diagnose: (text: string, from: TextOrigin) => string | null;
  /** Tells an agent of what failed, as it asked; rejects where it asked for what there is not. */
  readonly answerAgent: (asked: unknown) => Promise<string>;
  /** What fails is in it soon after; null where it is kept in memory alone. */
  readonly historyFile: string | null;
  /** Turns the wire tap off where it is on; else asks for it. */
  readonly toggleWire: () => Promise<void>;
  /** Writes what of the history is still to be written. */
  readonly flush: () => Promise<void>;
}
