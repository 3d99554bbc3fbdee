import type { Session } from '../session.js';

export function showSources(session: Session): void {
  session.panel.show({ page: 'sources' });
}
