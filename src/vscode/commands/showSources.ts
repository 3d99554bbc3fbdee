import type { Desk } from '../desk.js';

export function showSources(desk: Desk): void {
  desk.panel.show({ page: 'sources' });
}
