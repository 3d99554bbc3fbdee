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

export async function undoFix({ fixes }: Desk): Promise<void> {
  await fixes.undo();
}

export async function copyReport({ fixes }: Desk): Promise<void> {
  await fixes.copyReport(null);
}
