/** Times as a person reads them. All instants are epoch milliseconds. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

/** `14:02:11`, with the day before it where that is not today. */
export function instant(at: number, now: number): string {
  // A log may hold any number, and a formatter throws at what is no time: the page would stay empty.
  if (Number.isNaN(new Date(at).getTime())) return 'an unreadable time';
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

/** `14:02:11` or `14:02:11 to 14:02:17`. */
export function span(from: number, to: number, now: number): string {
  const [first, last] = [instant(from, now), instant(to, now)];
  return first === last ? first : `${first} to ${last}`;
}

/** `12 s`, `2 min 5 s`, `3 h 10 min`, `2 d 10 h`: two units at most, rounded up, since too early is in vain. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return units(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 1440) return units(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.ceil(minutes / 60);
  return units(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function units(large: number, largeName: string, small: number, smallName: string): string {
  return small === 0 ? `${large} ${largeName}` : `${large} ${largeName} ${small} ${smallName}`;
}
