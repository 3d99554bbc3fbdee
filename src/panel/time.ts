/** Times, durations and numbers as a person reads them, in the page's language. All instants are epoch milliseconds. */
import { t } from './t.js';

const language = document.documentElement.lang || 'en';
// The logs that these times are compared with count to 24.
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const clock = new Intl.DateTimeFormat(language, time);
const dayAndClock = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', ...time });
const plain = new Intl.NumberFormat(language);
const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const unitList = new Intl.ListFormat(language, { type: 'unit', style: 'narrow' });

/** `14:02:11`, with the day before it where that is not today. */
export function instant(at: number, now: number): string {
  // A log may hold any number, and a formatter throws at what is no time: the page would stay empty.
  if (!isTime(at)) return t('an unreadable time');
  return (isSameDay(at, now) ? clock : dayAndClock).format(at);
}

/** `14:02:11` or `14:02:11 – 14:02:17`. */
export function span(from: number, to: number, now: number): string {
  if (!isTime(from) || !isTime(to) || from > to) return instant(to, now);
  const format = isSameDay(from, now) && isSameDay(to, now) ? clock : dayAndClock;
  return format.formatRange(from, to);
}

/** `12 sec`, `2 min 5 sec`, `3 hr 10 min`, `2 days 10 hr`: two units at most, rounded up, since too early is in vain. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return unit(seconds, 'second');
  if (seconds < 3600) return units([Math.floor(seconds / 60), 'minute'], [seconds % 60, 'second']);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 1440) return units([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']);
  const hours = Math.ceil(minutes / 60);
  return units([Math.floor(hours / 24), 'day'], [hours % 24, 'hour']);
}

export function number(value: number): string {
  return plain.format(value);
}

/** @param part 0 to 1 */
export function percent(part: number): string {
  return share.format(part);
}

type Unit = 'second' | 'minute' | 'hour' | 'day';

function unit(value: number, name: Unit): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
}

function units(large: readonly [number, Unit], small: readonly [number, Unit]): string {
  return small[0] === 0 ? unit(...large) : unitList.format([unit(...large), unit(...small)]);
}

function isTime(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}

function isSameDay(at: number, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}
