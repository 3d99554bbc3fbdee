/** What a place's reader says of a log's text, record by record. */
import { sayInEnglish } from '../../src/cli/sayText.js';
import { splitRecords } from '../../src/engine/records.js';
import type { Observation } from '../../src/engine/model.js';
import type { Editor, Environment, Place, Tool } from '../../src/tools/tool.js';

export const linux: Environment = { platform: 'linux', home: '/home/ada', env: {} };

export const desktop = (name: string): Editor => ({
  name,
  logs: '/logs/window1',
  exthosts: [['exthost']],
  windows: [],
  globalStorage: '/storage',
});

/** The tool's place whose label begins so, in a desktop window of that editor. */
export function placeOf(tool: Tool, label: string, editor = 'VS Code'): Place {
  const place = tool
    .places({ environment: linux, editors: [desktop(editor)] })
    .find((candidate) => sayInEnglish(candidate.label).startsWith(label));
  if (!place) throw new Error(`${tool.name} has no place "${label}"`);
  return place;
}

/** As the watch does: records without a signal are never shown to the reader. */
export function readLog(place: Place, text: string): Observation[] {
  const read = place.openReader();
  return splitRecords(text, place.format)
    .filter((record) => place.signals.some((signal) => record.text.includes(signal)))
    .flatMap((record) => read(record) ?? []);
}
