import type { Desk } from '../desk.js';

export function showHistory(desk: Desk): void {
  desk.panel.show({ page: 'history' });
}
