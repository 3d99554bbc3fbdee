import type { Session } from '../session.js';

/** Opens the panel on what is alerted of, else on the last incident, else on the quiet page. */
export function diagnoseLast(session: Session): void {
  const last = session.alert.incident?.id ?? session.lastIncident();
  session.panel.show(last === null ? { page: 'quiet' } : { page: 'incident', id: last });
}
