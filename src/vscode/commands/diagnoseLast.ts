import type { Desk } from '../desk.js';
import { showIncident } from './incident.js';

/** Opens the panel on what is alerted of, else on the last incident, else on the quiet page. */
export function diagnoseLast(desk: Desk): void {
  showIncident(desk, desk.alert.incident?.id);
}
