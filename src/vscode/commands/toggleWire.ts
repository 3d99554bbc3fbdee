import type { Desk } from '../desk.js';

export async function toggleWire(desk: Desk): Promise<void> {
  await desk.toggleWire();
}
