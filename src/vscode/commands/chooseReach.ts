import type { Desk } from '../desk.js';

export async function chooseReach(desk: Desk): Promise<void> {
  await desk.chooseReach();
}
