/** The texts of an incident from what the tool showed down to what was said first, each with where it was seen. */
import type { Layer, Sighting } from '../engine/model.js';
import { isExchange } from '../engine/sources.js';
import type { Incident } from './incident.js';

export interface TrailStep extends Layer {
  /** The sighting's: a file, `wire` or `endpoint`. */
  readonly source: string;
  /** The tool whose log it stood in; null for an exchange and for a text that a person gave. */
  readonly tool: string | null;
  /** True where an exchange had it and no log of the tool that was followed has: the tool threw it away. */
  readonly dropped: boolean;
}

/** Shorter texts stand in too many others to be found again. */
const TELLING = 8;

/**
 * The layers of the sighting that the diagnosis is of; where that is an exchange's, below those of what the tool made of it. Empty for an
 * incident whose lead is kept no longer.
 */
export function trailOf({ lead, sightings }: Incident): TrailStep[] {
  const leading = sightings.find(({ id }) => id === lead);
  if (leading === undefined) return [];
  if (!isExchange(leading.source)) return steps(leading, () => false);
  const logged = sightings.filter(({ source }) => !isExchange(source));
  const told = logged.findLast((each) => each.at >= leading.at) ?? logged.at(-1);
  const known = logged.map(({ text, diagnosis }) =>
    [text, diagnosis.message, ...diagnosis.layers.map(({ message }) => message)].join('\n'),
  );
  const isDropped = ({ message }: Layer): boolean =>
    logged.length > 0 && !known.some((text) => text.includes(message) || (message.length >= TELLING && isWithin(text, message)));
  const below = steps(leading, isDropped);
  const above =
    told === undefined ? [] : steps(told, () => false).filter((step) => !below.some(({ message }) => message === step.message));
  return [...above, ...below];
}

/** A log may keep a text's head alone. */
function isWithin(text: string, message: string): boolean {
  return text.split('\n').some((line) => line.length >= TELLING && message.startsWith(line));
}

function steps({ source, tool, diagnosis }: Sighting, isDropped: (layer: Layer) => boolean): TrailStep[] {
  return diagnosis.layers.map((layer) => ({
    ...layer,
    source,
    tool: isExchange(source) ? null : tool,
    dropped: isDropped(layer),
  }));
}
