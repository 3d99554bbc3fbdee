import type { HistoryRows, Span } from './historyRows.js';

const language = document.documentElement.lang || 'en';
const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayAndHour = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const wholeDay = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });

/** What stands below the bars, from which bucket on: few enough for a narrow page, and none that would reach over its edge. */
export function ticksOf(
  { starts }: Pick<HistoryRows, 'starts'>,
  span: Span,
): readonly { readonly at: number; readonly text: string }[] {
  const room = 2;
  const last = starts.length - 1 - room;
  return starts.flatMap((start, at) => {
    const isTick = span === 'hours' ? new Date(start).getHours() % 6 === 0 : (last - at) % 4 === 0;
    return isTick && at <= last ? [{ at, text: (span === 'hours' ? hour : day).format(start) }] : [];
  });
}

/** `Fri 14:00 – 15:00` or `Fri, Nov 20` */
export function bucketName({ starts, end }: Pick<HistoryRows, 'starts' | 'end'>, at: number, span: Span): string {
  const start = starts[at] ?? end;
  return span === 'hours' ? dayAndHour.formatRange(start, starts[at + 1] ?? end) : wholeDay.format(start);
}
