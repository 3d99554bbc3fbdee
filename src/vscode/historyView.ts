import type { HistoryView } from '../panel/messages.js';

/** @param now epoch milliseconds */
export function historyView(now: number): HistoryView {
  return { now };
}
