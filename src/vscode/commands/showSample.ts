import type { Desk } from '../desk.js';

export function showSample(desk: Desk): void {
  desk.showSample();
}
