import type { HistoryView } from '../panel/messages.js';

export function historyView(endpoint: HistoryView['endpoint']): HistoryView {
  return { places: [], cells: [], traffic: [], endpoint };
}
