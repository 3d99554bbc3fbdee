import type { Desk } from '../desk.js';

/** Of what is alerted of, else of the last incident. */
export async function fixLast({ alert, fixes }: Desk): Promise<void> {
  await fixes.choose(alert.incident?.id ?? null);
}

export async function applyFix({ fixes }: Desk): Promise<void> {
  await fixes.apply();
}

export async function cancelFix({ fixes }: Desk): Promise<void> {
  await fixes.cancel();
}

/** Of the incident that the view hands over; the last fix where it is run without. */
export async function undoFix({ fixes, chosenIncident }: Desk, chosen: unknown): Promise<void> {
  await fixes.undo(chosenIncident(chosen));
}

export async function copyReport({ fixes }: Desk): Promise<void> {
  await fixes.copyReport(null);
}
