import { adviceTexts } from './adviceTexts.js';
import { causeTexts } from './causeTexts.js';

/** What the engine says to a person, by id: the English that is translated. */
export const engineTexts = {
  ...causeTexts,
  ...adviceTexts,
  'duration.s': '{s} s',
  'duration.min': '{min} min',
  'duration.minS': '{min} min {s} s',
  'duration.h': '{h} h',
  'duration.hMin': '{h} h {min} min',
  'duration.d': '{d} d',
  'duration.dH': '{d} d {h} h',
} as const;
