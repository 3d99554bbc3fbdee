import { env } from 'vscode';

/**
 * A time as a person reads it: `14:32`, of another day than today's with the day. Both in epoch milliseconds. It counts to 24, as logs
 * and the panel do.
 */
export function sayMoment(at: number, now: number): string {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date(now).toDateString();
  return time.toLocaleString(env.language, { hourCycle: 'h23', timeStyle: 'short', dateStyle: isToday ? undefined : 'medium' });
}
