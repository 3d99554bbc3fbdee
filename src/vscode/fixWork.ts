import type { ExtensionContext } from 'vscode';
import type { Incident } from '../incidents/incident.js';
import type { CheckView, FixAction, GuideView, IncidentView, TextOrigin } from '../panel/messages.js';
import type { EndpointDeskParts } from './endpointDesk.js';
import type { Log } from './log.js';
import type { Problems } from './problems.js';
import type { AppliedFix } from './standingFixes.js';

/** What Unwrap does about a failure, as a person asks for it. What plans and writes settings is read when it is first asked. */
export interface FixDesk {
  /** What can be done about an incident, and what was looked up for it: for the panel. */
  readonly describe: (incident: Incident) => Pick<IncidentView, 'actions' | 'checks'>;
  /** Lets the person choose what to do about an incident; null for the last one. */
  readonly choose: (incidentId: string | null) => Promise<void>;
  readonly act: (incidentId: string, action: FixAction) => Promise<void>;
  /** Makes the change that is previewed. */
  readonly apply: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** Of that incident's fix, else of the last one. */
  readonly undo: (incidentId: string | null) => Promise<void>;
  /** Null for the last one. */
  readonly copyReport: (incidentId: string | null) => Promise<void>;
}

export interface FixDeskParts {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly find: (id: string) => Incident | null;
  readonly last: () => Incident | null;
  /** Null in a workspace that is not trusted. */
  readonly openEndpoint: EndpointDeskParts['open'];
  readonly isEndpointAllowed: () => boolean;
  /** Starts it, and tells the person how that went. */
  readonly startEndpoint: () => Promise<void>;
  readonly isWireOn: () => boolean;
  readonly askForWire: () => Promise<void>;
  readonly diagnoseText: (from: TextOrigin) => Promise<void>;
  readonly openLink: (incidentId: string, adviceIndex: number) => Promise<void>;
  readonly showIncident: (id: string) => void;
  readonly showGuide: (guide: GuideView) => void;
  readonly noteUnreadable: Problems['noteSettings'];
  /** A change waits for the person's word, or none does any more. */
  readonly onPreviewed: (isPreviewed: boolean) => void;
  /** A fix was applied for that incident; null where it was for none, or was taken back. */
  readonly onFixed: (incidentId: string | null) => void;
  /** The newest fix of it that stands. */
  readonly fixOf: (incident: Incident) => AppliedFix | null;
  /** Pages show something else now. */
  readonly refresh: () => void;
  readonly nameOf: (id: string) => string;
}

/** What the part that is read on demand is given beside. */
export interface FixWork extends FixDeskParts {
  readonly describe: FixDesk['describe'];
  readonly addCheck: (incidentId: string, check: CheckView) => void;
}
