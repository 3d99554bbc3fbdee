import type { HistoryView, PlaceView } from '../../src/panel/messages.js';
import { NOW } from './states.js';

const HOUR = 60 * 60_000;

const places: PlaceView[] = [
  { provider: { id: 'bedrock', name: 'Amazon Bedrock' }, behind: { id: 'openrouter', name: 'OpenRouter' } },
  { provider: { id: 'openrouter', name: 'OpenRouter' }, behind: null },
  { provider: { id: 'anthropic', name: 'Anthropic' }, behind: null },
  { provider: null, behind: null },
];

const cell = (hoursAgo: number, place: number, category: string, failed: number, recovered: number) => ({
  hour: Math.floor(NOW / HOUR) - hoursAgo,
  place,
  category,
  failed,
  recovered,
});

/** One call that failed an hour ago, and no endpoint. */
export const oneFailure: HistoryView = {
  places,
  cells: [cell(1, 0, 'rate_limit', 1, 0)],
  traffic: [],
  endpoint: 'off',
};

export const noHistory: HistoryView = { places: [], cells: [], traffic: [], endpoint: 'off' };

/** Two weeks: Bedrock behind OpenRouter fails nearly every day, Anthropic now and then, and the endpoint recovers what it can. */
export const twoWeeks: HistoryView = {
  places,
  cells: [
    ...Array.from({ length: 12 }, (_, day) => cell(day * 24 + 3, 0, 'rate_limit', 2 + ((day * 5) % 7), (day * 3) % 5)),
    ...Array.from({ length: 5 }, (_, hour) => cell(hour * 2, 0, 'rate_limit', hour % 3, 1)),
    cell(30, 0, 'overloaded', 4, 2),
    cell(6, 1, 'billing', 3, 0),
    cell(7, 1, 'billing', 6, 0),
    cell(9 * 24, 2, 'overloaded', 1, 6),
    cell(4 * 24, 2, 'overloaded', 0, 2),
    cell(2 * 24 + 2, 2, 'context_length', 2, 0),
    cell(11, 3, 'unknown', 1, 0),
  ],
  traffic: [
    { hour: Math.floor(NOW / HOUR) - 5, upstream: { id: 'openrouter', name: 'OpenRouter' }, calls: 412, failed: 61 },
    { hour: Math.floor(NOW / HOUR) - 99, upstream: { id: 'anthropic', name: 'Anthropic' }, calls: 320, failed: 8 },
    { hour: Math.floor(NOW / HOUR) - 4, upstream: { id: 'mistral', name: 'Mistral' }, calls: 4, failed: 1 },
  ],
  endpoint: 'running',
};

/** A storm: 200 failures in one hour, of which the rest of the picture must still be seen. */
export const storm: HistoryView = {
  ...twoWeeks,
  cells: [...twoWeeks.cells, cell(2, 0, 'rate_limit', 200, 40)],
};
