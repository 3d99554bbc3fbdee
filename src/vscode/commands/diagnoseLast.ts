import type { Desk } from '../desk.js';

/** Opens the panel on what is alerted of, else on the last incident, else on the quiet page. */
export function diagnoseLast(desk: Desk): void {
  const last = desk.alert.incident?.id ?? desk.lastIncident();
  desk.panel.show(last === null ? { page: 'quiet' } : { page: 'incident', id: last });
}
