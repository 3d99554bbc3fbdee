import { expect, it } from 'vitest';
import { durationText } from '../../src/engine/durationText.js';
import { sayEnglish } from '../../src/engine/sayEnglish.js';

it.each([
  [-3, '0 s'],
  [0, '0 s'],
  [0.644, '1 s'],
  [59.2, '1 min'],
  [60, '1 min'],
  [578.016, '9 min 39 s'],
  [3599.5, '1 h'],
  [63_720, '17 h 42 min'],
  [86_399, '1 d'],
  [208_800, '2 d 10 h'],
])('%d seconds are %s', (seconds, said) => {
  expect(sayEnglish(durationText(seconds))).toBe(said);
});
