/** Times for a person, in the machine's zone. */
import * as l10n from '@vscode/l10n';

/** `2026-03-02 09:00:05`. */
export function describeTime(at: number): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return l10n.t('an unreadable time');
  const [month, day, ...clock] = [time.getMonth() + 1, time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds()].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${time.getFullYear()}-${month}-${day} ${clock.join(':')}`;
}

/** `2026-03-02 09:00:05 – 09:01:10`; one time where both are within a second. */
export function describeSpan(from: number, to: number): string {
  const [first, last] = [describeTime(from), describeTime(to)];
  if (first === last) return first;
  const [day = ''] = first.split(' ');
  return `${first} – ${last.startsWith(`${day} `) ? last.slice(day.length + 1) : last}`;
}
