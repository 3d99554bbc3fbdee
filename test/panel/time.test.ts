import { afterAll, expect, it, vi } from 'vitest';

vi.stubGlobal('document', { documentElement: { lang: 'en', dataset: {} } });
afterAll(() => vi.unstubAllGlobals());
const { duration, instant, percent, span } = await import('../../src/panel/time.js');

const NOON = new Date(2026, 10, 20, 12, 0, 7).getTime();

it.each([
  [0, '0 sec'],
  [1, '1 sec'],
  [11_001, '12 sec'],
  [59_999, '1 min'],
  [125_000, '2 min 5 sec'],
  [3_600_000, '1 hr'],
  [3_660_001, '1 hr 2 min'],
  [58 * 3_600_000, '2 days 10 hr'],
  [-5000, '0 sec'],
])('%i ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it('counts hours as logs do, and names the day where it is another', () => {
  expect(instant(NOON + 3_600_000, NOON)).toBe('13:00:07');
  expect(instant(NOON - 86_400_000, NOON)).toMatch(/^Thu, Nov 19.*12:00:07$/);
});

it('says a span once where it is none, and without the day where that is today', () => {
  expect(span(NOON, NOON, NOON)).toBe('12:00:07');
  expect(span(NOON, NOON + 6000, NOON)).toMatch(/^12:00:07.–.12:00:13$/);
});

it('says that a time is none', () => {
  expect(instant(1e16, 0)).toBe('an unreadable time');
  expect(span(-1e16, 1e16, 0)).toBe('an unreadable time');
});

it('says a share', () => {
  expect(percent(0.967)).toBe('97%');
});
