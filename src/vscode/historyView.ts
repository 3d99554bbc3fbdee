import type { Chronicle, Place } from '../incidents/chronicle.js';
import type { HistoryView, PartyView, PlaceView } from '../panel/messages.js';

/** What the history page draws of a chronicle. */
export function historyView(
  { cells, traffic }: Chronicle,
  endpoint: HistoryView['endpoint'],
  nameOf: (id: string) => string,
): HistoryView {
  const party = (id: string | null): PartyView | null => (id === null ? null : { id, name: nameOf(id) });
  const places = new Map<string, { readonly index: number; readonly view: PlaceView }>();
  const indexOf = ({ provider, behind }: Place): number => {
    const key = JSON.stringify([provider, behind]);
    const found = places.get(key) ?? { index: places.size, view: { provider: party(provider), behind: party(behind) } };
    places.set(key, found);
    return found.index;
  };
  return {
    cells: cells.map(({ hour, provider, behind, category, failed, recovered }) => ({
      hour,
      place: indexOf({ provider, behind }),
      category,
      failed,
      recovered,
    })),
    traffic: traffic.map(({ hour, upstream, calls, failed }) => ({
      hour,
      upstream: { id: upstream, name: nameOf(upstream) },
      calls,
      failed,
    })),
    places: [...places.values()].map(({ view }) => view),
    endpoint,
  };
}
