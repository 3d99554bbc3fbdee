import { expect, it } from 'vitest';
import { duration, instant, span } from '../../src/panel/time.js';

it.each([
  [0, '0 s'],
  [1, '1 s'],
  [11_001, '12 s'],
  [59_999, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [3_660_001, '1 h 2 min'],
  [58 * 3_600_000, '2 d 10 h'],
  [-5000, '0 s'],
])('%i ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it('says that a time is none', () => {
  expect(instant(1e16, 0)).toBe('an unreadable time');
  expect(span(-1e16, 1e16, 0)).toBe('an unreadable time');
});
