import { groupBy } from './groupBy.js';
import type { IncidentSummary } from './messages.js';
import { t } from './t.js';

export interface IncidentDay {
  /** Unique among the days. */
  readonly key: string;
  readonly name: string;
  readonly incidents: readonly IncidentSummary[];
}

const language = document.documentElement.lang || 'en';
const named = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const dated = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The incidents by the day on which they failed last, in the order that they come in. */
export function groupByDay(incidents: readonly IncidentSummary[], now: number): readonly IncidentDay[] {
  const days = groupBy(incidents, ({ lastAt }) => new Date(lastAt).toDateString());
  return [...days].map(([key, members]) => ({ key, name: dayName(members[0]?.lastAt ?? now, now), incidents: members }));
}

/** `14:02` */
export function clockTime(at: number): string {
  return isTime(at) ? clock.format(at) : '';
}

/** `Today`, `Yesterday`, `Monday, November 16`; with the year where that is another one. */
function dayName(at: number, now: number): string {
  if (!isTime(at)) return t('an unreadable time');
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  const day = new Date(at);
  if (day.toDateString() === new Date(now).toDateString()) return t('Today');
  if (day.toDateString() === yesterday.toDateString()) return t('Yesterday');
  return (day.getFullYear() === new Date(now).getFullYear() ? named : dated).format(at);
}

/** A log may hold any number, and a formatter throws at what is no time. */
function isTime(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}
