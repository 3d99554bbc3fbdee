import type { Desk } from '../desk.js';

export async function diagnoseText(desk: Desk): Promise<void> {
  await desk.diagnoseText();
}
