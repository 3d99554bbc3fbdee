import type { Desk } from '../desk.js';

/** Each of the incident that the view hands over; of the last one where it is run without. */
export function showIncident(desk: Desk, chosen: unknown): void {
  const id = desk.chosenIncident(chosen) ?? desk.lastIncident();
  desk.panel.show(id === null ? { page: 'quiet' } : { page: 'incident', id });
}

export async function fixIncident({ fixes, chosenIncident }: Desk, chosen: unknown): Promise<void> {
  await fixes.choose(chosenIncident(chosen));
}

export async function copyIncidentReport({ fixes, chosenIncident }: Desk, chosen: unknown): Promise<void> {
  await fixes.copyReport(chosenIncident(chosen));
}
