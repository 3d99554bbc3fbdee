import type { Desk } from '../desk.js';

export async function openWalkthrough(desk: Desk): Promise<void> {
  await desk.openWalkthrough();
}
