import type { TextOrigin } from '../panel/messages.js';
import type { Alert } from './alert.js';
import type { PanelHost } from './panelHost.js';

/** What runs in a window, as the commands see it. */
export interface Session {
  readonly alert: Alert;
  readonly panel: PanelHost;
  /** The id of the newest incident, null where nothing has failed. */
  readonly lastIncident: () => string | null;
  /** Diagnoses a text that a person gave; the id of its last incident, null where it reports no failure. */
  readonly diagnose: (text: string, from: TextOrigin) => string | null;
  /** Writes what of the history is still to be written. */
  readonly flush: () => Promise<void>;
}
